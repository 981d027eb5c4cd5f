using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Web.Tests.Browsing.WebFixture))]

namespace Web.Tests.Browsing;

/// <summary>One Postgres, one host with the page and one Chromium for all tests; each test uses its own users.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private readonly Browser _browser = new();
    private PageHost? _host;
    private string _connectionString = "";

    public PageHost Host => _host!;

    public Uri Address => Host.Address;

    /// <summary>A tab of a user who has signed in by name.</summary>
    public async Task<IPage> SignInAsync(string user, string path = "", PageHost? host = null, BrowserNewContextOptions? window = null)
    {
        var page = await OpenAsync(path, host, window);
        await SignInAsync(page, user);
        return page;
    }

    public static async Task SignInAsync(IPage page, string user)
    {
        await page.GetByLabel("Your name").FillAsync(user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>A tab in a window of its own, with nothing kept from others.</summary>
    public async Task<IPage> OpenAsync(string path, PageHost? host = null, BrowserNewContextOptions? window = null)
    {
        var page = await _browser.OpenAsync(window);
        CloseWindowsAttribute.Add(page.Context);
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(new Uri(host?.Address ?? Address, path).AbsoluteUri);
        return page;
    }

    /// <summary>Goes to another address of the page without loading it anew.</summary>
    public static Task GoAsync(IPage page, string path) => page.EvaluateAsync("path => Blazor.navigateTo(path)", path);

    /// <summary>The API as another client of the same user uses it.</summary>
    public ApiClient Api(string user) => new(new HttpClient { BaseAddress = Address }, Tokens.For(user));

    /// <summary>The client of the page, for what the page is made of.</summary>
    public IChatApi Client(string user)
    {
        var services = new ServiceCollection();
        services.AddChatClient(options =>
        {
            options.BaseAddress = Address;
            options.TokenProvider = _ => ValueTask.FromResult(Tokens.For(user));
        });
        return services.BuildServiceProvider().GetRequiredService<IChatApi>();
    }

    /// <summary>Another host on the same database.</summary>
    public Task<PageHost> StartHostAsync(int port = 0, params (string Name, string Value)[] settings) => PageHost.StartAsync(_connectionString, port, settings);

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000); // The first load of a tab takes seconds on a busy machine.
        await _postgres.InitializeAsync();
        await _browser.InitializeAsync();
        _connectionString = await _postgres.NewDatabaseAsync();
        _host = await StartHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
