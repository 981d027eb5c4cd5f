using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Architecture.Tests;

/// <summary>Files beside the code agree with it: calls, containers, workflow, links.</summary>
public sealed partial class RepositoryFilesTests(PostgresFixture postgres)
{
    private static readonly string Calls = Repository.Text("chat.http");
    private static readonly string Compose = Repository.Text("compose.yaml");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Not the reverse: a new endpoint changes no existing file.</summary>
    [Fact]
    public async Task Chat_http_calls_endpoints_that_are_there()
    {
        await using var server = await StartAsync();
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => $"{method} /{Id().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{}")}"))
            .ToList();
        mapped.Count.ShouldBeGreaterThanOrEqualTo(16);

        var called = HttpFileCall.AllOf(Calls).Select(call => call.ToString()).Distinct().ToList();
        called.Count.ShouldBeGreaterThanOrEqualTo(16);
        called.ShouldBeSubsetOf(mapped);
    }

    [Fact]
    public async Task The_calls_of_chat_http_succeed_in_their_order_on_a_new_database()
    {
        await using var server = await StartAsync();
        var variables = new Dictionary<string, string>(HttpFileCall.VariablesOf(Calls), StringComparer.Ordinal)
        {
            ["host"] = server.Address.GetLeftPart(UriPartial.Authority),
            ["token"] = Tokens.For("alice"),
            ["agent_token"] = Tokens.ForAgent("support-bot"),
        };

        foreach (var call in HttpFileCall.AllOf(Calls))
        {
            using var request = call.With(variables);
            using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

            // The call before has completed the message.
            var expected = call.ToString().EndsWith("/abort", StringComparison.Ordinal) ? HttpStatusCode.Conflict
                : request.Headers.IfNoneMatch.Count > 0 ? HttpStatusCode.NotModified
                : HttpStatusCode.OK;
            answer.StatusCode.ShouldBe(expected, call.ToString());
        }
    }

    [Fact]
    public void Compose_names_files_that_are_there_and_no_secret_has_a_default()
    {
        var mounted = Mount().Matches(Compose).Select(mount => mount.Groups["path"].Value).ToList();
        mounted.ShouldNotBeEmpty();
        mounted.Where(path => !Exists(path)).ShouldBeEmpty();
        Compose.ShouldContain("build: .\n");

        var secrets = Secret().Matches(Compose).Select(secret => secret.Groups["value"].Value).ToList();
        secrets.Count.ShouldBeGreaterThanOrEqualTo(4);
        secrets.ShouldAllBe(value => Required().IsMatch(value));
    }

    [Fact]
    public void The_workflow_runs_what_people_run()
    {
        Repository.Text(".github/workflows/ci.yml").ShouldContain("run: .ci/run\n");

        Exists(".ci/run").ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Repository.FullPath(".ci/run")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public void The_launch_profile_is_Development_at_the_address_of_the_README()
    {
        using var settings = JsonDocument.Parse(Repository.Text("src/Host/Properties/launchSettings.json"));
        var profile = settings.RootElement.GetProperty("profiles").GetProperty("Chat");

        Repository.Text("README.md").ShouldContain($"(`{profile.GetProperty("applicationUrl").GetString()}` unless `ASPNETCORE_URLS` says otherwise)");
        profile.GetProperty("environmentVariables").GetProperty("ASPNETCORE_ENVIRONMENT").GetString().ShouldBe("Development");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/from-a-web-page.md")]
    public void Links_lead_to_files_that_are_there(string page)
    {
        var links = Link().Matches(Repository.Text(page)).Select(link => link.Groups["path"].Value).ToList();
        links.ShouldNotBeEmpty();

        links.Where(path => !Exists(Path.Combine(Path.GetDirectoryName(page)!, path))).ShouldBeEmpty();
    }

    [Fact]
    public async Task README_shows_what_the_AI_SDK_reads()
    {
        await using var server = await StartAsync();
        var user = server.User("alice");
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello, how can you help?");
        (await user.PostAsync($"{ApiClient.Base}/{session}/messages", new { content = "I can help you ", message_type = "assistant", agent_type = "primary", status = "streaming" })).Ok();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiClient.Base}/{session}/stream");
        request.Headers.Add("Authorization", $"Bearer {Tokens.For("alice")}");
        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        var events = new List<string>();
        while (events.Count < 3)
        {
            if (await lines.ReadLineAsync(Token) is { Length: > 1 } line)
                events.Add(line);
        }

        Repository.Text("README.md").ShouldContain($"```\n{string.Join("\n\n", events)}\n```");
    }

    private async Task<ChatServer> StartAsync() => await ChatServer.StartAsync(await postgres.NewDatabaseAsync());

    private static bool Exists(string path) => Path.Exists(Repository.FullPath(path));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\s+- (?<path>\./[^:]+):", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Mount();

    [GeneratedRegex(@"(PASSWORD: |SECRET_KEY: |Password=)(?<value>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\$\{\w+:\?[^}]+\}$", RegexOptions.None, 1_000)]
    private static partial Regex Required();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link();
}
