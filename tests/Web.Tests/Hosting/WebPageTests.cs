using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Web.Tests.Browsing;

namespace Web.Tests.Hosting;

public sealed partial class WebPageTests(WebFixture web)
{
    [Fact]
    public async Task The_policy_names_the_own_origin_only_and_the_import_map_by_its_hash()
    {
        var page = await web.Host.GetAsync("/");

        var scripts = InlineScript().Matches(page.Body);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(scripts.ShouldHaveSingleItem().Groups["text"].Value)));
        page.Header("Content-Security-Policy").ShouldBe(
            $"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'");
        page.Header("X-Frame-Options").ShouldBe("DENY");
    }

    [Fact]
    public async Task Nothing_comes_from_elsewhere_and_the_browser_reports_no_error()
    {
        var page = await web.OpenAsync("health/live");
        List<string> requests = [], errors = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => errors.AddRange(message.Type is "error" or "warning" && !IsOfSlowness(message.Text) ? [message.Text] : []);
        page.PageError += (_, error) => errors.Add(error);
        page.RequestFailed += (_, request) => errors.AddRange(request.Failure == "net::ERR_ABORTED" ? [] : [$"{request.Url}: {request.Failure}"]); // The page itself gives up an answer.

        await page.GotoAsync(web.Address.AbsoluteUri);
        await WebFixture.SignInAsync(page, ChatServer.NewUser());
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).WaitForAsync();

        requests.Count.ShouldBeGreaterThan(20);
        requests.Where(url => !url.StartsWith(web.Address.AbsoluteUri, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)).ShouldBeEmpty();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Under_a_path_prefix_one_signs_in_and_says_hello()
    {
        await using var host = await web.StartHostAsync(0, ("CHAT_PATH_BASE", "/chat"));
        var user = ChatServer.NewUser();
        var session = (await new ApiClient(new HttpClient { BaseAddress = host.Address }, Tokens.For(user)).CreateAsync("Under a prefix")).Id;
        var page = await web.SignInAsync(user, "chat", host);

        await page.GetByRole(AriaRole.Link, new() { Name = "Under a prefix" }).ClickAsync();
        await page.GetByLabel("Message").FillAsync("Hello");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Hello");
        page.Url.ShouldBe(new Uri(host.Address, $"chat/sessions/{session}").AbsoluteUri);
    }

    [Fact]
    public async Task The_base_follows_the_prefix_that_a_trusted_proxy_names_and_nothing_else()
    {
        await using var host = await web.StartHostAsync(0, ("CHAT_TRUSTED_PROXIES", "127.0.0.1"));

        (await host.GetAsync("/sessions/1", ("X-Forwarded-Prefix", "/behind"))).Body.ShouldContain("<base href=\"/behind/\">");
        (await host.GetAsync("/", ("X-Forwarded-Prefix", "/\"><script>"))).Body.ShouldContain("<base href=\"/\">");
        (await web.Host.GetAsync("/", ("X-Forwarded-Prefix", "/behind"))).Body.ShouldContain("<base href=\"/\">");
    }

    // On a busy machine the page begins seconds after it came.
    private static bool IsOfSlowness(string warning) => warning.Contains("preloaded using link preload but not used within a few seconds", StringComparison.Ordinal);

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)[^>]*>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex InlineScript();
}
