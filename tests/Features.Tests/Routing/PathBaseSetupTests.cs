using System.Net;
using System.Text.RegularExpressions;
using Chat.Features.Shared.Endpoints;
using Features.Tests.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Routing;

/// <summary>Behind a proxy that serves the service under a path prefix.</summary>
public sealed partial class PathBaseSetupTests(ChatFixture chat, Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/chat")]
    [InlineData("")]
    public async Task Every_Location_begins_with_it_whether_the_proxy_removes_it_or_not(string sent)
    {
        await using var server = await StartAsync(("CHAT_PATH_BASE", "/chat"));
        var name = ChatServer.NewUser();
        var user = server.User(name);
        var session = (await user.CreateAsync()).Id;
        var creating = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CreatedLocation>() is not null).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).ToList();
        creating.Count.ShouldBeGreaterThanOrEqualTo(3);

        foreach (var call in MappedCall.AllOf(server).Where(call => call.Method == HttpMethod.Post && creating.Contains(call.Pattern, StringComparer.Ordinal)))
        {
            var location = (await call.SendAsync(user, sent + call.Path(session, Calls.NeverAnId))).Ok().Headers.Location.ShouldNotBeNull(call.ToString()).OriginalString;

            location.ShouldStartWith("/chat/api/v1/");
            (await user.GetAsync(location)).Ok();
        }
    }

    [Theory]
    [InlineData("/chat")]
    [InlineData("")]
    public async Task The_document_the_page_and_its_files_lead_to_addresses_under_it(string sent)
    {
        await using var server = await StartAsync(("CHAT_PATH_BASE", "/chat"));

        (await server.WithToken(null).GetAsync($"{sent}/openapi/v1.json")).Ok()["servers"][0].GetProperty("url").GetString().ShouldBe("/chat");
        (await server.WithToken(null).GetAsync($"{sent}/nowhere"))["detail"].GetString().ShouldBe("There is nothing at this address; /chat/docs describes the API");
        var page = new Uri(server.Address, "/chat/docs/index.html");
        var html = await server.Http.GetStringAsync(page, Token);
        string[] files = [.. Referenced().Matches(html).Select(match => match.Groups["file"].Value).Where(file => !file.StartsWith("data:", StringComparison.Ordinal)), "../openapi/v1.json"];
        files.Length.ShouldBeGreaterThan(4);
        foreach (var file in files)
        {
            var address = new Uri(page, file);
            address.AbsolutePath.ShouldStartWith("/chat/");
            using var answer = await server.Http.GetAsync(address, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }
    }

    [Fact]
    public async Task The_page_calls_addresses_under_it()
    {
        await using var server = await StartAsync(("CHAT_PATH_BASE", "/chat"));
        await using var docs = await DocsPage.OpenAsync(browser, server.Address, "/chat/docs");

        await docs.AuthorizeAsync(Tokens.For(ChatServer.NewUser()));
        (await DocsPage.ExecuteAsync(await docs.UnfoldAsync("Sessions", "CreateSession"))).Status.ShouldBe("200");

        docs.Errors.ShouldBeEmpty();
        string[] paths = [.. docs.Requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)).Select(address => new Uri(address).AbsolutePath)];
        paths.ShouldContain("/chat" + ApiClient.Base);
        paths.ShouldAllBe(path => path.StartsWith("/chat/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/chat", null, "/chat")]
    [InlineData("/a/b-c.d_e~f", null, "/a/b-c.d_e~f")]
    [InlineData("/from-proxy", "/configured", "/from-proxy")]
    [InlineData("/outer, /inner", null, "/inner")]
    public async Task A_trusted_proxy_may_tell_it(string told, string? configured, string expected)
    {
        await using var server = await StartAsync(("CHAT_TRUSTED_PROXIES", "127.0.0.1"), ("CHAT_PATH_BASE", configured));

        (await LocationAsync(server, told)).ShouldStartWith($"{expected}/api/v1/");
        var document = await server.WithToken(null).SendAsync(HttpMethod.Get, "/openapi/v1.json", change: request => Tell(request, told));
        document["servers"][0].GetProperty("url").GetString().ShouldBe(expected);
        (await server.WithToken(null).GetAsync("/openapi/v1.json"))["servers"][0].GetProperty("url").GetString().ShouldBe(configured ?? "/", "the cache tells them apart");
    }

    [Theory]
    [InlineData("//evil.example.com")]
    [InlineData("/\\evil.example.com")]
    [InlineData("https://evil.example.com")]
    [InlineData("evil")]
    [InlineData("/chat/")]
    [InlineData("/chat/..")]
    [InlineData("/../chat")]
    [InlineData("/%2fevil.example.com")]
    [InlineData("/%2e%2e")]
    [InlineData("/chat?x=1")]
    [InlineData("/chat#x")]
    [InlineData("/a b")]
    [InlineData("/<script>")]
    [InlineData("/é")]
    public async Task What_is_no_plain_path_is_ignored(string told)
    {
        await using var server = await StartAsync(("CHAT_TRUSTED_PROXIES", "127.0.0.1"));

        (await LocationAsync(server, told)).ShouldStartWith("/api/v1/");
        (await LocationAsync(server, "/" + new string('x', 2_000))).ShouldStartWith("/api/v1/");
    }

    [Fact]
    public async Task Nobody_else_may_tell_it()
    {
        await using var server = await StartAsync(("CHAT_TRUSTED_PROXIES", "10.0.0.0/8"));

        (await LocationAsync(server, "/chat")).ShouldStartWith("/api/v1/");
        (await LocationAsync(chat.Server, "/chat")).ShouldStartWith("/api/v1/");
    }

    [Fact]
    public async Task A_call_with_a_key_may_come_again_by_another_way()
    {
        await using var server = await StartAsync(("CHAT_PATH_BASE", "/chat"), ("CHAT_TRUSTED_PROXIES", "127.0.0.1"));
        var user = server.User();

        var first = await user.CreateWithKeyAsync("A title", "key");
        var again = await user.SendAsync(HttpMethod.Post, "/chat" + ApiClient.Base, new StringContent("""{"title":"A title"}""", System.Text.Encoding.UTF8, "application/json"), request =>
        {
            request.Headers.Add(KeyedCalls.Header, "key");
            request.Headers.Add("X-Forwarded-Prefix", "/other");
        });

        again.Ok().Id.ShouldBe(first.Id);
        again.Headers.Location!.OriginalString.ShouldStartWith("/other/api/v1/");
    }

    private static async Task<string> LocationAsync(ChatServer server, string told) =>
        (await server.User().SendAsync(HttpMethod.Post, ApiClient.Base, new StringContent("""{"title":"A"}""", System.Text.Encoding.UTF8, "application/json"),
            request => Tell(request, told))).Ok().Headers.Location!.OriginalString;

    private static void Tell(HttpRequestMessage request, string prefix)
    {
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);
    }

    private Task<ChatServer> StartAsync(params (string Name, string? Value)[] settings) =>
        ChatServer.StartAsync(chat.ConnectionString, settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));

    [GeneratedRegex("(?:src|href)=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Referenced();
}
