using System.Collections.Concurrent;
using Web.Tests.Browsing;

namespace Web.Tests.Messages;

/// <summary>A page whose every sign of an attack that succeeded is noted.</summary>
internal sealed class Watched
{
    private readonly ConcurrentQueue<string> _incidents = new();
    private readonly Uri _own;

    private Watched(IPage page, Uri own)
    {
        (Page, _own) = (page, own);
        page.Dialog += async (_, dialog) =>
        {
            _incidents.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Popup += (_, popup) => _incidents.Enqueue("window: " + popup.Url);
        page.PageError += (_, error) => _incidents.Enqueue("error: " + error);
        page.FrameNavigated += (_, frame) => Note("frame", frame.Url);
        page.Request += (_, request) => Note("request", request.Url);
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("Unhandled exception", StringComparison.Ordinal))
                _incidents.Enqueue("console: " + line.Text);
        };
    }

    public IPage Page { get; }

    public static async Task<Watched> OpenAsync(WebFixture web, PageHost host, string user, int width)
    {
        var page = await web.OpenAsync("", host, window: new() { ViewportSize = new() { Width = width, Height = 800 } });
        var watched = new Watched(page, host.Address);
        await WebFixture.SignInAsync(page, user);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        return watched;
    }

    /// <summary>Nothing happened so far, the page answers, and nothing is wider than the window.</summary>
    public async Task ShouldBeUnharmedAsync(string where)
    {
        Assert.Empty(_incidents);
        Assert.True(await Page.EvaluateAsync<bool>("window.hacked === undefined"), where);
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), where + ": wider than the window");
        Assert.Empty(await Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('article')].filter(it => it.getBoundingClientRect().right > innerWidth + 1 || it.scrollWidth > it.clientWidth + 1).map(it => it.innerText.slice(0, 80))"));
        Assert.Equal(0, await Page.Locator("article :is(script, style, img, svg:not(.icon), math, iframe, object, embed, base, link, meta, form, template)").CountAsync());
        Assert.False(await Page.Locator("#blazor-error-ui").IsVisibleAsync(), where + ": an exception");
    }

    private void Note(string what, string url)
    {
        if (!url.StartsWith(_own.AbsoluteUri, StringComparison.Ordinal) && !url.StartsWith("data:image/", StringComparison.Ordinal))
            _incidents.Enqueue($"{what}: {url}");
    }
}
