using Features.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Architecture.Tests;

public sealed class LogTests(PostgresFixture postgres)
{
    /// <summary>In every private text of the conversation, and nowhere else.</summary>
    private const string Private = "zebra";

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Trace)]
    public async Task Logs_hold_nothing_of_what_users_write_nor_their_tokens(LogLevel ours)
    {
        using var logs = new CapturedLogs();
        var database = await postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database, configure: builder => Capture(builder, logs, ours));
        var token = Tokens.For("user-of-the-logs");
        var user = server.WithToken(token);

        await TalkAsync(user);
        await FailAsync(user);
        await BreakAsync(user, database);

        var entries = logs.Entries;
        entries.ShouldContain(entry => entry.Category.StartsWith("Chat.", StringComparison.Ordinal));
        entries.ShouldContain(entry => entry.Text.Contains("failed", StringComparison.Ordinal) && entry.Text.Contains("Exception", StringComparison.Ordinal));
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
        builder.Logging.AddFilter("Npgsql", ours);
    }

    /// <summary>All that succeeds.</summary>
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

    /// <summary>All that is refused.</summary>
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

    /// <summary>All that must not happen: the database refuses the rows.</summary>
    private static async Task BreakAsync(ApiClient user, string database)
    {
        var session = await user.CreateAsync();
        await using var pool = PostgresFixture.Pool(database, 1);
        await using var command = pool.CreateCommand("alter table mt_doc_chatmessage add constraint refuse check (session_id < 0) not valid");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await user.PostAsync($"{ApiClient.Base}/{session.Id}/messages", new { content = Private, metadata = new { of = Private } })).StatusCode.ShouldBe(500);
    }
}
