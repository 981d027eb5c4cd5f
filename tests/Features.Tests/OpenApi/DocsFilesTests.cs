using System.Net;
using System.Text.RegularExpressions;

namespace Features.Tests.OpenApi;

public sealed partial class DocsFilesTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_without_a_file_leads_to_the_page()
    {
        foreach (var path in new[] { "/docs", "/docs/" })
        {
            using var answer = await chat.Server.Http.GetAsync(path, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
            new Uri(new Uri(chat.Server.Address, path), answer.Headers.Location!).AbsolutePath.ShouldBe("/docs/index.html");
        }
    }

    [Fact]
    public async Task Every_file_comes_from_this_host_and_no_other_is_allowed()
    {
        using var page = await chat.Server.Http.GetAsync("/docs/index.html", Token);
        var html = await page.Content.ReadAsStringAsync(Token);
        var files = Referenced().Matches(html).Select(match => match.Groups["file"].Value).Where(file => !file.StartsWith("data:", StringComparison.Ordinal)).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var file in files)
        {
            var address = new Uri(new Uri(chat.Server.Address, "/docs/index.html"), file);
            address.GetLeftPart(UriPartial.Authority).ShouldBe(chat.Server.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await chat.Server.Http.GetAsync(address, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            ShouldBeGuarded(answer);
        }
        ShouldBeGuarded(page);
    }

    private static void ShouldBeGuarded(HttpResponseMessage answer)
    {
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries);
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("connect-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldAllBe(rule => !rule.Contains("http", StringComparison.Ordinal) && !rule.Contains('*'));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [GeneratedRegex("(?:src|href)=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Referenced();
}
