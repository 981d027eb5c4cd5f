using System.Net;
using System.Text;

namespace Features.Tests.Mcp;

/// <summary>The address is guarded like those of the API.</summary>
public sealed class McpSetupTests(ChatFixture chat)
{
    private const string Path = "/mcp", Tools = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    public async Task The_setting_turns_it_off(string off)
    {
        await using var server = await chat.StartHostAsync(Settings(("CHAT_MCP", off)), chat.ConnectionString);

        (await server.User().RawAsync(HttpMethod.Post, Path, Tools)).ShouldBeProblem(404, "Not Found", "There is nothing at this address; /docs describes the API");
    }

    [Fact]
    public void The_setting_takes_no_other_word() => Should.Throw<Chat.Host.Startup.StartupException>(() => Chat.Host.ChatHost.CreateBuilder([], builder => builder.Configuration["CHAT_MCP"] = "off"))
        .Message.ShouldBe("CHAT_MCP is 'off'; it must be true, false, 1 or 0.");

    [Fact]
    public async Task It_has_no_sessions_so_it_takes_no_other_method()
    {
        foreach (var method in new[] { "GET", "DELETE", "PUT", "HEAD" })
        {
            var answer = await chat.NewUser().SendAsync(new HttpMethod(method), Path);
            answer.StatusCode.ShouldBe(405, method);
            answer.ContentHeaders.Allow.ShouldBe(["POST"]);
        }
        (await chat.NewUser().SendAsync(HttpMethod.Post, Path, Json(Tools), request => request.Headers.Add("Mcp-Session-Id", "1"))).StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task An_unknown_version_of_the_protocol_is_refused_with_those_that_are_known()
    {
        var answer = await chat.NewUser().SendAsync(HttpMethod.Post, Path, Json(Tools), request => request.Headers.Add("MCP-Protocol-Version", "1999-01-01"));

        answer.StatusCode.ShouldBe(400);
        answer["error"].GetProperty("data").GetProperty("supported").EnumerateArray().Select(version => version.GetString()).ShouldBeSubsetOf(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]);
    }

    [Fact]
    public async Task Without_a_good_token_it_is_a_401()
    {
        (await chat.Server.WithToken(null).RawAsync(HttpMethod.Post, Path, Tools)).ShouldBeRefused(Refusals.NoToken);
        (await chat.Server.WithToken("no token").RawAsync(HttpMethod.Post, Path, Tools)).ShouldBeRefused();
        (await Should.ThrowAsync<HttpRequestException>(() => chat.Server.McpAsync(token: null))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_user_acts_for_nobody_else_and_an_agent_for_somebody()
    {
        (await chat.Server.User(onBehalfOf: "bob").RawAsync(HttpMethod.Post, Path, Tools)).ShouldBeProblem(403, "Forbidden", "On-Behalf-Of is for agents; a user acts for nobody else");
        (await chat.Server.WithToken(Tokens.ForAgent("bot")).RawAsync(HttpMethod.Post, Path, Tools))
            .ShouldBeInvalid("On-Behalf-Of", "On-Behalf-Of must be given once, with the id of the user whom the agent acts for");
    }

    [Fact]
    public async Task Its_calls_count_against_the_limit_of_the_users_calls()
    {
        await using var server = await chat.StartHostAsync(Settings(("CHAT_RATE_LIMIT", "1")), chat.ConnectionString);
        var user = server.User();
        (await user.GetAsync()).Ok();
        (await user.RawAsync(HttpMethod.Post, Path, Tools)).StatusCode.ShouldBe(200);

        var answer = await user.RawAsync(HttpMethod.Post, Path, Tools);

        answer.StatusCode.ShouldBe(429);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_works_behind_a_path_prefix_and_for_pages_of_named_origins()
    {
        await using var server = await chat.StartHostAsync(Settings(("CHAT_PATH_BASE", "/chat"), ("CHAT_CORS_ORIGINS", "https://chat.example.com")), chat.ConnectionString);
        await using var client = await server.McpAsync(Tokens.For(ChatServer.NewUser()), path: "/chat/mcp");
        (await client.ListToolsAsync(cancellationToken: Token)).Count.ShouldBe(6);

        var preflight = await server.WithToken(null).SendAsync(HttpMethod.Options, Path, change: request =>
        {
            request.Headers.Add("Origin", "https://chat.example.com");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,mcp-protocol-version");
        });
        preflight.StatusCode.ShouldBe(204);
        preflight.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["authorization,mcp-protocol-version"]);
    }

    [Fact]
    public async Task There_is_no_state_that_a_condition_could_name()
    {
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        var call = Json($$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"post_message","arguments":{"session_id":{{{{session}}}},"content":"x","idempotency_key":"k"}}}""");

        var answer = await chat.Server.User(name).SendAsync(HttpMethod.Post, Path, call, request => request.Headers.Add("If-Match", "\"77\""));

        answer.ShouldBeProblem(412, "Precondition Failed", "What the call creates is not there yet, so If-Match names nothing");
        (await chat.Server.User(name).MessagesAsync(session))["total_count"].GetInt64().ShouldBe(0);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static Dictionary<string, string?> Settings(params (string Name, string? Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
}
