using Bunit;
using Chat.Web.Sessions;
using Chat.Web.SignIn;
using Web.Tests.Browsing;

namespace Web.Tests.Sessions;

public sealed class TransferTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_ends_with_the_sign_out_and_the_next_user_sees_nothing_of_it()
    {
        await using var page = new PageContext(web, _user);
        var (import, open) = (page.Get<ImportRun>(), await FileAsync());
        var (reached, release) = page.Hold.Keep("/users/me/import");
        var running = page.DoAsync(() => import.RunAsync(open, null));
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.True(import.IsRunning);

        await page.DoAsync(() => SignInAsync(page, ChatServer.NewUser()));
        Assert.False(import.IsRunning);
        release();
        await running;

        Assert.Equal((false, null, null, false), (import.IsRunning, import.Line, import.Error, import.IsBroken));
        await page.DoAsync(() => import.RunAsync(open, null));
        Assert.NotNull(import.Line);
    }

    [Fact]
    public async Task An_export_ends_with_the_sign_out_and_is_no_file_of_the_next_user()
    {
        await using var page = new PageContext(web, _user);
        var export = page.Get<ExportRun>();
        var (reached, release) = page.Hold.Keep("/users/me/export");
        var running = page.DoAsync(export.RunAsync);
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await page.DoAsync(() => SignInAsync(page, ChatServer.NewUser()));
        release();
        await running;
        Assert.Equal((false, false, 0), (export.IsRunning, export.IsDone, export.Bytes));
        page.JSInterop.VerifyNotInvoke("save");

        await page.DoAsync(export.RunAsync);
        Assert.True(export.IsDone);
        page.JSInterop.VerifyInvoke("save");
    }

    [Fact]
    public async Task What_was_done_is_forgotten_with_the_sign_out()
    {
        await using var page = new PageContext(web, _user);
        var (export, import, open) = (page.Get<ExportRun>(), page.Get<ImportRun>(), await FileAsync());
        await page.DoAsync(export.RunAsync);
        await page.DoAsync(() => import.RunAsync(open, null));
        Assert.True(export.IsDone);
        Assert.NotNull(import.Line);

        await page.DoAsync(() => SignInAsync(page, ChatServer.NewUser()));

        Assert.Equal((false, 0), (export.IsDone, export.Bytes));
        Assert.Null(import.Line);
    }

    private async Task<Func<Stream>> FileAsync()
    {
        var name = ChatServer.NewUser();
        await web.Api(name).CreateAsync("Elsewhere");
        await using var export = await web.Client(name).ExportAsync(Token);
        var file = new MemoryStream();
        await export.CopyToAsync(file, Token);
        return () => new MemoryStream(file.ToArray());
    }

    private static Task SignInAsync(PageContext page, string user)
    {
        page.Get<CurrentUser>().SignIn(Tokens.For(user));
        return Task.CompletedTask;
    }
}
