using Bunit;
using Chat.Web.Sessions;
using Chat.Web.SignIn;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Web.Tests.Browsing;

namespace Web.Tests.Sessions;

public sealed class SessionActionsTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private ApiClient Api => web.Api(_user);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_was_lost_and_asked_for_again_creates_one_session()
    {
        await using var page = new PageContext(web, _user);
        var actions = page.Get<SessionActions>();
        page.Hold.Lose(HttpMethod.Post, "/chat-sessions");
        await page.DoAsync(() => actions.CreateAsync(AgentType.Research));
        Assert.True(actions.Error?.IsTransient);

        page.Hold.Heal();
        await page.DoAsync(actions.RetryAsync);

        Assert.Null(actions.Error);
        var sessions = (await web.Client(_user).WalkSessionsAsync(10, cancellationToken: Token)).Sessions;
        var session = Assert.Single(sessions);
        Assert.Equal(("New conversation", AgentType.Research), (session.Title, session.AgentType));
        Assert.EndsWith($"/sessions/{session.Id}", page.Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clicks_create_one_session()
    {
        await using var page = new PageContext(web, _user);
        var actions = page.Get<SessionActions>();
        var (reached, release) = page.Hold.Keep("/chat-sessions", HttpMethod.Post);

        var first = page.DoAsync(() => actions.CreateAsync(AgentType.Primary));
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        Assert.True(actions.IsRunning);
        await page.DoAsync(() => actions.CreateAsync(AgentType.Primary));
        release();
        await first;

        Assert.Single((await web.Client(_user).WalkSessionsAsync(10, cancellationToken: Token)).Sessions);
    }

    [Fact]
    public async Task An_erasure_whose_answer_was_lost_is_done()
    {
        var session = await SessionAsync();
        await using var page = new PageContext(web, _user);
        var actions = page.Get<SessionActions>();
        page.Hold.Lose(HttpMethod.Delete, "permanent=true");
        await page.DoAsync(() => actions.EraseAsync(session));
        Assert.NotNull(actions.Error);

        page.Hold.Heal();
        await page.DoAsync(actions.RetryAsync);

        Assert.Null(actions.Error);
        Assert.Contains("is gone", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_the_session_that_is_open_leads_home()
    {
        var session = await SessionAsync();
        await using var page = new PageContext(web, _user);
        page.Get<NavigationManager>().NavigateTo(SessionPath.Of(session.Id, 3));

        await page.DoAsync(() => page.Get<SessionActions>().EraseAsync(session));

        Assert.Equal("", page.Get<NavigationManager>().ToBaseRelativePath(page.Get<NavigationManager>().Uri));
    }

    [Fact]
    public async Task A_deletion_can_be_undone_where_it_is_said()
    {
        var session = await SessionAsync("<b>Bold</b>");
        await using var page = new PageContext(web, _user);
        await page.DoAsync(() => page.Get<SessionActions>().DeleteAsync(session));
        Assert.False((await web.Client(_user).GetSessionAsync(session.Id, cancellationToken: Token)).IsActive);

        var provider = page.Render<MudSnackbarProvider>();
        Assert.Empty(provider.FindAll("b"));
        await provider.Find(".mud-snackbar-action-button").ClickAsync();

        await Eventually.HoldsAsync("brought back", async () => (await web.Client(_user).GetSessionAsync(session.Id, cancellationToken: Token)).IsActive);
    }

    [Fact]
    public async Task Over_the_limit_it_says_which_session_became_inactive()
    {
        // The service's limit is 5.
        for (var i = 0; i < 5; i++)
            await Api.CreateAsync();
        await using var page = new PageContext(web, _user);
        var list = page.Get<SessionListState>();
        await page.DoAsync(list.ReloadAsync);

        await page.DoAsync(() => page.Get<SessionActions>().CreateAsync(AgentType.Primary));

        Assert.Contains("became inactive", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_the_service_refuses_says_why()
    {
        var session = await SessionAsync();
        await using var page = new PageContext(web, _user);
        var actions = page.Get<SessionActions>();

        await page.DoAsync(() => actions.RenameAsync(session, new string('x', 300)));

        Assert.Contains("title", actions.Error!.Errors.Keys);
        Assert.NotNull(actions.Error.TraceId);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_sign_out_shows_the_next_user_nothing()
    {
        await using var page = new PageContext(web, _user);

        await LeaveDuringAsync(page, HttpMethod.Post, () => page.Get<SessionActions>().CreateAsync(AgentType.Primary));

        Assert.Empty(page.Get<SessionListState>().Sessions);
        Assert.Equal("", page.Get<NavigationManager>().ToBaseRelativePath(page.Get<NavigationManager>().Uri));
    }

    [Fact]
    public async Task Nor_does_an_error_that_comes_after_it()
    {
        var session = await SessionAsync();
        await using var page = new PageContext(web, _user);

        await LeaveDuringAsync(page, HttpMethod.Put, () => page.Get<SessionActions>().RenameAsync(session, new string('x', 300)));

        Assert.Null(page.Get<SessionActions>().Error);
        Assert.False(page.Get<SessionActions>().IsRunning);
    }

    [Fact]
    public async Task An_error_and_what_was_said_go_with_the_user()
    {
        var session = await SessionAsync("Private");
        await using var page = new PageContext(web, _user);
        var actions = page.Get<SessionActions>();
        await page.DoAsync(() => actions.DeleteAsync(session));
        Assert.Contains("Private", Said(page), StringComparison.Ordinal);
        page.Hold.Lose(HttpMethod.Post, "/chat-sessions");
        await page.DoAsync(() => actions.CreateAsync(AgentType.Primary));
        Assert.NotNull(actions.Error);

        await page.DoAsync(() =>
        {
            page.Get<CurrentUser>().SignOut();
            return Task.CompletedTask;
        });

        Assert.Null(actions.Error);
        Assert.DoesNotContain("Private", Said(page), StringComparison.Ordinal);
    }

    /// <summary>Another user signs in while the answer is on its way.</summary>
    private static async Task LeaveDuringAsync(PageContext page, HttpMethod method, Func<Task> action)
    {
        var (reached, release) = page.Hold.Keep("/chat-sessions", method);
        var late = page.DoAsync(action);
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await page.DoAsync(() =>
        {
            page.Get<CurrentUser>().SignOut();
            page.Get<CurrentUser>().SignIn(Tokens.For(ChatServer.NewUser()));
            return Task.CompletedTask;
        });
        release();
        await late;
    }

    private static string Said(PageContext page) => page.Render<MudSnackbarProvider>().Markup;

    private Task<Session> SessionAsync(string title = "A session") => web.Client(_user).CreateSessionAsync(new NewSession(title), cancellationToken: Token);
}
