using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Host.Startup;
using Chat.Host.Storage;
using Features.Tests.Storage.LastRelease;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Features.Tests.Storage;

/// <summary>The first start of this version on a database of the last one.</summary>
public sealed class TakeoverTests(ChatFixture chat)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_lost_and_the_schema_is_that_of_a_new_database(bool isProtected)
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres, isProtected);

        await using var server = await LastVersion.StartHostAsync(database);

        // The old triggers, functions, policies and tables are dropped.
        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
        await server.AssertSchemaAsync();
        (await server.ProjectionsAsync("verify")).Output.ShouldContain("verified 4 users from 103 events");
        await ShouldAnswerAsBeforeAsync(server);
        await ShouldReplayAsync(server);
        await ShouldAnswerAsBeforeAsync(server);
    }

    [Fact]
    public async Task Users_go_on_where_they_were()
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);
        await using var server = await LastVersion.StartHostAsync(database);
        var ada = server.User("ada");

        var message = await ada.SayAsync(8, "After the upgrade");
        message.Id.ShouldBeGreaterThan(2001);
        (await ada.CreateAsync("After the upgrade")).Id.ShouldBeGreaterThan(20);
        (await ada.PatchAsync($"{Calls.Message(9, 30)}/append", new { delta = " and on" })).Ok();
        (await ada.PostAsync($"{Calls.Message(9, 30)}/finish", new { })).Ok()["status"].GetString().ShouldBe("complete");
        (await ada.PutAsync(Calls.Message(8, 26), new { content = "Once more" })).Ok()["revision"].GetInt64().ShouldBe(4);
        (await server.User("zoë").PutAsync(Calls.Path(19), new { is_active = true })).Ok();
        (await server.User("cy").CreateAsync("A new beginning")).Ok();

        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_start_that_is_cut_off_after_the_takeover_is_completed_by_the_next()
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);
        await using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await connection.OpenAsync(Token);
            (await new Takeover(NullLogger<Takeover>.Instance).RunAsync(connection, Token)).ShouldBeTrue();
            // Until the next start no row is visible: row-level security is on, without a policy.
            await using var count = new NpgsqlCommand("select count(*) from mt_events", connection);
            (await count.ExecuteScalarAsync(Token)).ShouldBe(0L);
        }

        await using var server = await LastVersion.StartHostAsync(database);

        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
        await ShouldAnswerAsBeforeAsync(server);
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_takes_over_leaves_all_to_the_next()
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);
        await using var behind = new Behind(database);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = database,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        };
        await using (await behind.LockAsync("mt_doc_chatsession", "share update exclusive"))
        {
            await using var killed = HostProcess.Start(settings);
            await Eventually.HoldsAsync("the takeover waits for the table", async () =>
                await behind.AskAsync<bool>("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database())"));
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        await using var apply = HostProcess.Start(settings, "db-apply");
        (await apply.EndAsync()).ShouldBe(0, apply.Output + apply.Errors);

        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
        await using var server = await LastVersion.StartHostAsync(database);
        await ShouldAnswerAsBeforeAsync(server);
    }

    [Fact]
    public async Task Five_hosts_that_start_at_once_take_over_once()
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);

        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LastVersion.StartHostAsync(database)));

        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
        foreach (var server in servers)
        {
            await ShouldAnswerAsBeforeAsync(server);
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("delete from chat_schema_changes where number = 5")]
    [InlineData("drop table chat_schema_changes; alter table mt_doc_chatmessage drop column type_sequence")]
    public async Task A_database_of_a_still_earlier_version_is_refused_and_stays_as_it_is(string older)
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);
        await MaintenanceCommands.ExecuteAsync(database, older);
        var before = await Catalog.ReadAsync(database);

        (await Should.ThrowAsync<StartupException>(() => LastVersion.StartHostAsync(database))).Message
            .ShouldBe("The database is of an earlier version; start the version before this one on it first.");

        (await Catalog.ReadAsync(database)).ShouldBe(before);
    }

    private static async Task ShouldAnswerAsBeforeAsync(ChatServer server)
    {
        LastVersion.Answers.Count.ShouldBeGreaterThan(60);
        foreach (var expected in LastVersion.Answers)
        {
            var caller = server.Caller(expected.User, expected.Agent);
            if (expected.Path.Contains("/events", StringComparison.Ordinal))
            {
                (await EventsAsync(server, expected)).ShouldBe(WithFeedback(expected.Body.GetString()!), expected.Path);
                continue;
            }
            var answer = await caller.GetAsync(expected.Path);
            answer.StatusCode.ShouldBe(expected.Status, expected.Path);
            answer.Headers.ETag?.ToString().ShouldBe(expected.Etag, expected.Path);
            if (expected.Body.ValueKind != JsonValueKind.Null)
                answer.Body.ShouldBe(WithFeedback(expected.Body.GetRawText()), expected.Path);
        }
    }

    private static async Task ShouldReplayAsync(ChatServer server)
    {
        LastVersion.KeyedCalls.Count.ShouldBe(9);
        foreach (var call in LastVersion.KeyedCalls)
        {
            var answer = await server.Caller(call.User, call.Agent).PostWithKeyAsync(call.Path, call.Body, call.Key);
            answer.Ok().Body.ShouldBe(WithFeedback(call.Answer.GetRawText()));
            answer.Headers.GetValues(KeyedCalls.Replayed).ShouldBe(["true"]);
            answer.Headers.Location?.ToString().ShouldBe(call.Location);
            answer.Headers.ETag?.ToString().ShouldBe(call.Etag);
        }
    }

    /// <summary>A recorded body with the member that messages and statistics have since: the stored JSON of messages, messages, statistics.</summary>
    private static string WithFeedback(string recorded)
    {
        recorded = Regex.Replace(recorded, """(?<="content": "(?:[^"\\]|\\.)*", )(?="metadata": )""", "\"feedback\": null, ", RegexOptions.None, Patience);
        recorded = Regex.Replace(recorded, """(?<="revision":[0-9]+)(?=})""", ",\"feedback\":null", RegexOptions.None, Patience);
        return Regex.Replace(recorded, """(?<="oldest_session":[^,}]+)(?=})""", ",\"feedback\":{\"up\":0,\"down\":0}", RegexOptions.None, Patience);
    }

    /// <summary>As much of the event stream as was recorded.</summary>
    private static async Task<string> EventsAsync(ChatServer server, LastVersion.Answer expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, expected.Path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (expected.Agent ? Tokens.ForAgent("support-bot") : Tokens.For(expected.User)));
        if (expected.Agent)
            request.Headers.Add("On-Behalf-Of", Uri.EscapeDataString(expected.User));
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        var bytes = new byte[Encoding.UTF8.GetByteCount(WithFeedback(expected.Body.GetString()!))];
        await stream.ReadExactlyAsync(bytes, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        return Encoding.UTF8.GetString(bytes);
    }
}
