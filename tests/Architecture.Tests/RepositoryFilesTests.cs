using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Architecture.Tests;

/// <summary>Files beside the code agree with it: calls, image, workflow, links.</summary>
public sealed partial class RepositoryFilesTests(PostgresFixture postgres)
{
    private static readonly string Calls = Repository.Text("chat.http");
    private static readonly string Dockerfile = Repository.Text("Dockerfile");
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
    public void What_the_image_copies_is_there_and_not_ignored()
    {
        var copied = Copy().Matches(Dockerfile).SelectMany(copy => copy.Groups["source"].Captures.Select(source => source.Value)).ToList();
        copied.Count.ShouldBeGreaterThan(5);

        copied.Where(path => !Exists(path)).ShouldBeEmpty();
        var kept = Repository.Text(".dockerignore").Split('\n').Where(line => line.StartsWith("!/", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        copied.Select(path => path.Split('/')[0]).Distinct().ShouldBe(kept, ignoreOrder: true);
        // All but the packages, which the host does not use.
        foreach (var project in Directory.GetFiles(Repository.FullPath("src"), "*.csproj", SearchOption.AllDirectories).Where(project => !File.ReadAllText(project).Contains("<IsPackable>true", StringComparison.Ordinal)))
        {
            var folder = "src/" + Path.GetFileName(Path.GetDirectoryName(project));
            copied.ShouldContain($"{folder}/{Path.GetFileName(project)}");
            copied.ShouldContain($"{folder}/packages.lock.json");
        }
    }

    [Fact]
    public async Task The_health_check_of_the_image_passes_only_where_the_service_is_ready()
    {
        await using var server = await StartAsync();
        var check = JsonSerializer.Deserialize<string[]>(HealthCheck().Match(Dockerfile).Groups["command"].Value).ShouldNotBeNull();
        check[^1].ShouldContain("/8080 ");
        Dockerfile.ShouldContain("EXPOSE 8080");

        (await RunAsync("/8080 ", $"/{server.Address.Port} ")).ShouldBe(0);
        (await RunAsync("/8080 ", "/1 ")).ShouldNotBe(0);
        check[^1] = check[^1].Replace("/health/ready", "/health/none", StringComparison.Ordinal);
        (await RunAsync("/8080 ", $"/{server.Address.Port} ")).ShouldNotBe(0);

        async Task<int> RunAsync(string port, string other)
        {
            using var process = Process.Start(new ProcessStartInfo(check[0], [check[1], check[2].Replace(port, other, StringComparison.Ordinal)]) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync(Token);
            return process.ExitCode;
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

    [GeneratedRegex(@"^COPY (?!--)((?<source>\S+) )+\S+$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Copy();

    [GeneratedRegex(@"^HEALTHCHECK .*\\\n\s+CMD (?<command>\[.+\])$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex HealthCheck();

    [GeneratedRegex(@"^\s+- (?<path>\./[^:]+):", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Mount();

    [GeneratedRegex(@"(PASSWORD: |SECRET_KEY: |Password=)(?<value>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\$\{\w+:\?[^}]+\}$", RegexOptions.None, 1_000)]
    private static partial Regex Required();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link();
}
