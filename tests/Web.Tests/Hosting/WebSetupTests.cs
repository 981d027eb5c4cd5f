using System.Text.RegularExpressions;
using Chat.Web.Layout;
using Microsoft.AspNetCore.Components;
using Web.Tests.Browsing;

namespace Web.Tests.Hosting;

public sealed partial class WebSetupTests(WebFixture web)
{
    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("CHAT_WEB", "false")]
    public async Task Where_it_is_off_nothing_of_it_is_there(string name, string value)
    {
        await using var host = await web.StartHostAsync(0, (name, value));

        foreach (var path in new[] { "/", "/sessions/1", "/app.css", "/_framework/blazor.webassembly.js", "/web/settings.json" })
            (await host.GetAsync(path)).ShouldBeNothing(path);
        (await host.Client().PostAsync("/web/token", new { name = "ada" })).ShouldBeNothing("/web/token");
    }

    [Fact]
    public async Task Each_page_of_the_router_is_answered_with_the_page()
    {
        var templates = typeof(App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            .Where(template => template != "/not-found") // Where the router turns to, without going there.
            .ToList();
        templates.ShouldContain("/sessions/{Id:long}");

        foreach (var template in templates)
        {
            var path = Parameter().Replace(template, "1");
            var answer = await web.Host.GetAsync(path);
            answer.StatusCode.ShouldBe(200, path);
            answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8", path);
            answer.Header("Cache-Control").ShouldBe("no-cache", path);
            answer.Body.ShouldContain("<base href=\"/\">");
        }
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/sessions")]
    [InlineData("/sessions/abc")]
    [InlineData("/sessions/1/2")]
    [InlineData("/index.html")]
    [InlineData("/index.html.gz")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/_framework/nothing.js")]
    public async Task Any_other_address_is_a_404_also_for_a_browser(string path) =>
        (await web.Host.GetAsync(path, ("Accept", "text/html"))).ShouldBeNothing(path);

    [Fact]
    public async Task A_HEAD_is_answered_without_a_body_and_other_methods_are_a_405()
    {
        foreach (var path in new[] { "/", "/app.css" })
        {
            var head = await web.Host.SendAsync(HttpMethod.Head, path, null);
            (head.StatusCode, head.Body).ShouldBe((200, ""), path);
            head.Header("Content-Type").ShouldBe((await web.Host.GetAsync(path)).Header("Content-Type"));
            var post = await web.Host.SendAsync(HttpMethod.Post, path, null);
            (post.StatusCode, post.Header("Allow")).ShouldBe((405, "GET, HEAD"), path);
        }
    }

    [Fact]
    public async Task Files_with_a_fingerprint_are_kept_for_good_and_compressed_and_the_page_is_not_kept()
    {
        await using var host = await web.StartHostAsync(0, ("ASPNETCORE_ENVIRONMENT", "Production"), ("CHAT_WEB", "true"));
        var page = await host.GetAsync("/");
        var script = Script().Match(page.Body).Groups["path"].Value;

        var answer = await host.GetAsync("/" + script, ("Accept-Encoding", "gzip"));
        answer.StatusCode.ShouldBe(200, script);
        answer.Header("Content-Encoding").ShouldBe("gzip");
        answer.Header("Cache-Control").ShouldBe("max-age=31536000, immutable");
        answer.Header("Content-Type").ShouldBe("text/javascript");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
        page.Header("Cache-Control").ShouldBe("no-cache");
        (await host.GetAsync("/app.css", ("Accept-Encoding", "gzip"))).Header("Cache-Control").ShouldBe("no-cache");
    }

    [Fact]
    public async Task The_setting_takes_no_other_word() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => web.StartHostAsync(0, ("CHAT_WEB", "on"))))
            .Message.ShouldContain("CHAT_WEB is 'on'; it must be true, false, 1 or 0.");

    [Fact]
    public async Task A_client_id_without_an_authority_is_refused() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => web.StartHostAsync(0, ("CHAT_WEB_CLIENT_ID", "page"))))
            .Message.ShouldContain("CHAT_WEB_CLIENT_ID is set, but Authentication:Schemes:Bearer:Authority names no authority.");

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"\\./(?<path>_framework/dotnet\\.native\\.[a-z0-9]+\\.js)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();
}
