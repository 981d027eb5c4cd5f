using Chat.Testing;
using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>A user with one conversation, who opens it in the browser and talks over the API too.</summary>
internal sealed class Visitor : IDisposable
{
    /// <summary>Of the conversation, at first.</summary>
    public const int Messages = 50;

    private readonly HttpClient _http;
    private readonly string _token;

    private Visitor(Uri host, string name)
    {
        _token = new Load.Tokens(Load.Tokens.Key).For(name);
        _http = new HttpClient { BaseAddress = host };
        Api = new ApiClient(_http, _token);
    }

    public ApiClient Api { get; }

    public long Session { get; private set; }

    /// <summary>Of the conversation's page.</summary>
    public Uri Address => new(_http.BaseAddress!, $"sessions/{Session}");

    /// <summary>The path of a message of the conversation.</summary>
    public string PathOf(long message) => $"{ApiClient.Base}/{Session}/messages/{message}";

    public static async Task<Visitor> CreateAsync(Uri host, string name)
    {
        var visitor = new Visitor(host, name);
        visitor.Session = (await visitor.Api.CreateAsync("Measured")).Id;
        for (var i = 0; i < Messages; i++)
            await visitor.Api.SayAsync(visitor.Session, $"Message {i}: a sentence as people write them, of some length.");
        return visitor;
    }

    /// <summary>Opens the conversation, and gives the token when the page asks for it.</summary>
    public async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(Address.AbsoluteUri);
        await GiveTokenAsync(page);
        await LastMessage(page).WaitForAsync();
    }

    public async Task GiveTokenAsync(IPage page)
    {
        await page.GetByLabel("token").FillAsync(_token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public static ILocator LastMessage(IPage page) => page.GetByText("Message 49:");

    public void Dispose() => _http.Dispose();
}
