using Web.Tests.Browsing;
using Web.Tests.Hosting;

namespace Web.Tests.SignIn;

/// <summary>The page, the service and an authority, in a browser.</summary>
public sealed class OpenIdSignInTests(WebFixture web) : IAsyncLifetime
{
    private Authority _authority = null!;
    private PageHost _host = null!;

    [Fact]
    public async Task One_signs_in_at_the_authority_and_is_back_where_one_was()
    {
        var api = new ApiClient(new HttpClient { BaseAddress = _host.Address }, _authority.Token());
        var path = $"sessions/{(await api.CreateAsync("Of the authority")).Id}";
        var page = await web.OpenAsync(path, _host);

        await SignIn(page).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Of the authority" })).ToBeVisibleAsync();
        page.Url.ShouldBe(new Uri(_host.Address, path).AbsoluteUri);
        // Tokens stay in memory, and nothing of the sign-in is left.
        (await page.EvaluateAsync<string>("JSON.stringify([sessionStorage, localStorage]) + document.cookie")).ShouldNotMatch(@"eyJ|chat\.sign-in");
    }

    [Fact]
    public async Task What_the_authority_says_is_shown_and_one_may_try_again()
    {
        _authority.Refusal = ("access_denied", "<b>You</b> may not");
        var page = await web.OpenAsync("numbers", _host);

        await SignIn(page).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("<b>You</b> may not (access_denied)");
        page.Url.ShouldBe(new Uri(_host.Address, "numbers").AbsoluteUri);

        await SignIn(page).ClickAsync();
        await Navigation(page).WaitForAsync();
        page.Url.ShouldBe(new Uri(_host.Address, "numbers").AbsoluteUri);
    }

    [Fact]
    public async Task A_token_that_the_service_refuses_ends_the_sign_in_and_keeps_the_address()
    {
        _authority.SignsWrongly = true;
        var page = await web.OpenAsync("numbers", _host);

        await SignIn(page).ClickAsync();
        await Assertions.Expect(page.GetByText("The service no longer takes your token.")).ToBeVisibleAsync();
        page.Url.ShouldBe(new Uri(_host.Address, "numbers").AbsoluteUri);

        await SignIn(page).ClickAsync();
        await Navigation(page).WaitForAsync();
        page.Url.ShouldBe(new Uri(_host.Address, "numbers").AbsoluteUri);
    }

    [Fact]
    public async Task An_answer_that_this_tab_did_not_ask_for_signs_nobody_in()
    {
        _authority.AnswersAnother = true;
        var page = await web.OpenAsync("numbers", _host);

        await SignIn(page).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("state");
        await Assertions.Expect(Navigation(page)).ToHaveCountAsync(0);

        await SignIn(page).ClickAsync();
        await Navigation(page).WaitForAsync();
        page.Url.ShouldBe(new Uri(_host.Address, "numbers").AbsoluteUri);
    }

    [Fact]
    public async Task Who_comes_from_nowhere_is_asked_to_sign_in()
    {
        var page = await web.OpenAsync("signed-in?code=1&state=2", _host);

        await Assertions.Expect(SignIn(page)).ToBeVisibleAsync();
        page.Url.ShouldBe(_host.Address.AbsoluteUri);
    }

    [Fact]
    public async Task The_host_tells_the_page_of_the_authority_and_its_policy_lets_the_page_call_it()
    {
        (await _host.GetAsync("/web/settings.json")).Body
            .ShouldBe($$"""{"takes_names":false,"authority":"{{_authority.Issuer}}","client_id":"chat-page","scope":"openid chat"}""");
        (await _host.GetAsync("/")).Header("Content-Security-Policy")!.ShouldContain($"; connect-src 'self' {_authority.Issuer}; ");
        (await _host.Client().PostAsync("/web/token", new { name = "ada" })).ShouldBeNothing("/web/token");
    }

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _host = await web.StartHostAsync(0, _authority.HostSettings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _authority.DisposeAsync();
    }

    private static ILocator SignIn(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with 127.0.0.1" });

    private static ILocator Navigation(IPage page) => page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" });
}
