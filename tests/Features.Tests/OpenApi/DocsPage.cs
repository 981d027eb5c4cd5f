using Microsoft.Playwright;

namespace Features.Tests.OpenApi;

/// <summary>The page <c>/docs</c>, open in a browser.</summary>
internal sealed class DocsPage : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly List<string> _errors = [], _requests = [];

    private DocsPage(IPage page)
    {
        _page = page;
        page.Console += (_, message) => Note(_errors, message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(_errors, true, error);
        page.Request += (_, request) => Note(_requests, true, request.Url);
        page.RequestFailed += (_, request) => Note(_errors, true, $"{request.Url}: {request.Failure}");
    }

    public IPage Page => _page;

    /// <summary>Errors that the browser logged.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>The addresses of all requests of the page.</summary>
    public IReadOnlyList<string> Requests => Copy(_requests);

    public ILocator Operations => _page.Locator(".opblock");

    /// <summary>Opens the page and waits until it shows its operations.</summary>
    public static async Task<DocsPage> OpenAsync(Browser browser, Uri address, string path = "/docs")
    {
        var docs = new DocsPage(await browser.OpenAsync());
        await docs._page.GotoAsync(new Uri(address, path).AbsoluteUri);
        await docs.Operations.First.WaitForAsync();
        return docs;
    }

    public async Task AuthorizeAsync(string token)
    {
        await _page.Locator(".auth-wrapper .btn.authorize").ClickAsync();
        await _page.Locator(".dialog-ux input[type=text], .dialog-ux input[type=password]").FillAsync(token);
        await _page.Locator(".dialog-ux .auth-btn-wrapper .btn.authorize").ClickAsync();
        await _page.Locator(".dialog-ux .btn-done").ClickAsync();
    }

    public async Task<ILocator> UnfoldAsync(string tag, string operationId)
    {
        var operation = _page.Locator($"#operations-{tag}-{operationId}");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator(".opblock-body .btn.execute").WaitForAsync();
        return operation;
    }

    /// <summary>Sends the operation's example.</summary>
    /// <returns>Status and body of the answer, as the page shows them.</returns>
    public static async Task<(string Status, string Body)> ExecuteAsync(ILocator operation)
    {
        await operation.Locator(".btn.execute").ClickAsync();
        var answer = operation.Locator(".live-responses-table tbody tr.response").First;
        var status = await answer.Locator(".response-col_status").InnerTextAsync();
        return (status.Trim().Split('\n')[0], await answer.Locator("pre.microlight").First.InnerTextAsync());
    }

    public async ValueTask DisposeAsync() => await _page.Context.DisposeAsync();

    private static void Note(List<string> notes, bool matters, string text)
    {
        if (!matters)
            return;
        lock (notes)
            notes.Add(text);
    }

    private static List<string> Copy(List<string> notes)
    {
        lock (notes)
            return [.. notes];
    }
}
