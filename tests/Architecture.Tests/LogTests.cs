using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Architecture.Tests;

public sealed partial class LogTests(PostgresFixture postgres)
{
    /// <summary>A word in every private text of the conversation, and nowhere else.</summary>
    private const string Private = "zebra";

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["CHAT_ANONYMOUS_RATE_LIMIT"] = "1",
        ["CHAT_CORS_ORIGINS"] = "https://chat.example.com",
        ["CHAT_TRUSTED_PROXIES"] = "127.0.0.1",
    };

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Trace)]
    public async Task Logs_hold_nothing_of_what_users_write_nor_their_tokens(LogLevel ours)
    {
        using var logs = new CapturedLogs();
        var database = await postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database, Settings, builder => Capture(builder, logs, ours));
        var token = Tokens.For("user-of-the-logs");
        var user = server.WithToken(token);

        await TalkAsync(user);
        await FailAsync(user);
        await UseToolsAsync(user);
        await IntrudeAsync(server);
        await BreakAsync(user, database);

        var entries = logs.Entries;
        entries.ShouldContain(entry => entry.Category == "Chat.Host.Errors.ExceptionAnswer" && entry.Text.Contains("Npgsql.PostgresException (P0001", StringComparison.Ordinal));
        entries.ShouldContain(entry => entry.Category == "Chat.Host.Errors.ExceptionAnswer" && entry.Text.Contains("answered 503", StringComparison.Ordinal));
        entries.Where(entry => !entry.Category.StartsWith("Npgsql", StringComparison.Ordinal) && Sql().IsMatch(entry.Text)).ShouldBeEmpty();
        string[] secrets = [Private, token, token.Split('.')[2], Tokens.Key, new NpgsqlConnectionStringBuilder(database).Password!];
        foreach (var secret in secrets)
            entries.Where(entry => entry.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    private static void Capture(WebApplicationBuilder builder, CapturedLogs logs, LogLevel ours)
    {
        builder.Logging.AddProvider(logs);
        builder.Logging.AddFilter("Chat", ours);
        builder.Logging.AddFilter("Marten", ours);
        builder.Logging.AddFilter("MediatR", ours);
        // At Trace the driver quotes messages of the database, with values: that level is excluded.
        // So does the library of the Model Context Protocol, with whole messages.
        builder.Logging.AddFilter("ModelContextProtocol", ours == LogLevel.Trace ? LogLevel.Debug : ours);
        builder.Logging.AddFilter("Npgsql", ours == LogLevel.Trace ? LogLevel.Debug : ours);
    }

    /// <summary>Calls that succeed.</summary>
    private static async Task TalkAsync(ApiClient user)
    {
        for (var i = 0; i < 7; i++)
            await user.CreateAsync($"{Private} title {i}", metadata: new Dictionary<string, string>(StringComparer.Ordinal) { [$"{Private} key"] = $"{Private} value" });
        var session = await user.CreateAsync($"{Private} title");
        var path = $"{ApiClient.Base}/{session.Id}";
        await user.SayAsync(session.Id, $"{Private} content", metadata: new { of = $"{Private} metadata" });
        await user.SayAsync(session.Id, $"{Private} answer", "assistant", "primary");
        (await user.PutAsync(path, new { title = $"{Private} again", metadata = new { of = Private } })).Ok();
        (await user.GetAsync(path)).Ok();
        (await user.GetAsync($"{path}/messages")).Ok();
        (await user.GetAsync($"{ApiClient.Base}?search={Private}")).Ok()["total_count"].GetInt64().ShouldBe(8);
        (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok();
        (await user.DeleteAsync(path)).Ok();
    }

    /// <summary>Calls that are refused.</summary>
    private static async Task FailAsync(ApiClient user)
    {
        var session = await user.CreateAsync();
        var path = $"{ApiClient.Base}/{session.Id}";
        ApiAnswer[] answers =
        [
            await user.PostAsync(ApiClient.Base, new { title = Private + new string('x', 300) }),
            await user.PostAsync(ApiClient.Base, new { title = new[] { Private } }),
            await user.PostAsync(ApiClient.Base, new { title = "x", agent_type = Private }),
            await user.PutAsync(path, new { metadata = Private }),
            await user.RawAsync(HttpMethod.Post, ApiClient.Base, $$"""{"title": "{{Private}}" oops"""),
            await user.RawAsync(HttpMethod.Post, ApiClient.Base, Private, "text/plain"),
            await user.PostAsync($"{path}/messages", new { content = Private + '\0' }),
            await user.PostAsync($"{path}/messages", new { content = Private, message_type = "assistant" }),
            await user.GetAsync($"{ApiClient.Base}/no-number"),
            await user.GetAsync($"{ApiClient.Base}?page={Private}"),
        ];
        answers.ShouldAllBe(answer => answer.StatusCode >= 400 && answer.StatusCode < 500);
    }

    /// <summary>Calls of tools, that succeed and that are refused.</summary>
    private static async Task UseToolsAsync(ApiClient user)
    {
        var session = (await user.CreateAsync()).Id;
        foreach (var (tool, arguments) in new (string, object)[]
        {
            ("post_message", new { session_id = session, content = Private, metadata = new { of = Private }, idempotency_key = Private }),
            ("create_session", new { title = Private, idempotency_key = "1" }),
            ("create_session", new { title = new[] { Private }, idempotency_key = "2" }),
            ("search_messages", new { q = Private }),
            ("list_sessions", new { search = Private, agent_type = Private }),
            ("nothing", new { search = Private }),
        })
        {
            (await user.PostAsync("/mcp", new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = tool, arguments } })).StatusCode.ShouldBe(200);
        }
        (await user.PostAsync("/mcp", new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = new { of = Private } } })).StatusCode.ShouldBe(200);
        (await user.PostAsync("/mcp", new { jsonrpc = "2.0", method = Private })).StatusCode.ShouldBe(202);
    }

    /// <summary>Calls without valid tokens.</summary>
    private static async Task IntrudeAsync(ChatServer server)
    {
        var forged = Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = Private, ["exp"] = Tokens.InSeconds(600) }, key: Private + Tokens.Key);
        var answers = new List<int>();
        while (!answers.Contains(429))
        {
            answers.Add((await server.WithToken(forged).SendAsync(HttpMethod.Post, $"{ApiClient.Base}?{Private}", new StringContent(Private), request =>
            {
                request.Headers.Add("Origin", $"https://{Private}.example.com");
                request.Headers.Add("Idempotency-Key", Private);
                request.Headers.Add("X-Forwarded-For", Private);
            })).StatusCode);
        }
        answers.Distinct().ShouldBe([401, 429]);
    }

    /// <summary>Calls that the database fails, quoting values.</summary>
    private static async Task BreakAsync(ApiClient user, string database)
    {
        var session = await user.CreateAsync();
        await using var pool = PostgresFixture.Pool(database, 1);
        foreach (var code in new[] { "P0001", "53100" })
        {
            await using var command = pool.CreateCommand($"""
                create or replace function refuse() returns trigger language plpgsql as $$ begin
                  raise exception '% is refused', new.data using errcode = '{code}', detail = new.data, hint = new.data; end $$;
                create or replace trigger refuse before insert on mt_doc_chatmessage for each row execute function refuse();
                """);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            var answer = await user.PostAsync($"{ApiClient.Base}/{session.Id}/messages", new { content = Private, metadata = new { of = Private } });

            answer.StatusCode.ShouldBe(code == "P0001" ? 500 : 503);
            answer.Body.ShouldNotContain(Private);
        }
    }

    [GeneratedRegex(@"\b(select|insert\s+into|update|delete\s+from)\s+\w+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sql();
}
