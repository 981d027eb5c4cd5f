using Chat.Bench.Load;
using Chat.Features.Shared.Users;
using Npgsql;

namespace Chat.Bench.Scenarios;

/// <summary>Sees to it that the database holds what was acknowledged, no less, and no more than could be under way.</summary>
internal sealed class Ledger(string connectionString) : IAsyncDisposable
{
    private const string Stored = """
        select (select count(*) from mt_doc_chatmessage), (select count(*) from mt_doc_chatsession), (select count(*) from mt_doc_messagedelta)
        """;

    private const string StillWorking = """
        select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'
        """;

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create($"{connectionString};Options={CrossTenantQueries.ConnectionOptions}");

    /// <summary>Messages that were acknowledged in this run, by wrk.</summary>
    public long AcknowledgedMessages { get; private set; }

    /// <summary>Runs a load and compares what it was answered with what is stored.</summary>
    /// <exception cref="BenchException">Something acknowledged is missing, or something is there that nobody sent.</exception>
    public async Task<WrkResult> CheckAsync(Scenario scenario, Func<Task<WrkResult>> load, CancellationToken token)
    {
        if (scenario.Request is not ("post" or "create" or "append"))
            return await load();

        var before = await StoredAsync(token);
        var result = await load();
        var after = await StoredAsync(token);
        var (what, stored) = scenario.Request switch
        {
            "post" => ("messages", after.Messages - before.Messages),
            "append" => ("parts", after.Parts - before.Parts),
            _ => ("sessions", after.Sessions - before.Sessions),
        };
        // wrk leaves without the last answers: up to one call a connection is stored and not counted.
        if (stored < result.Requests || stored > result.Requests + scenario.Connections)
            throw new BenchException($"{scenario.Name}: {result.Requests} {what} were acknowledged and {stored} are stored; it must be at most {scenario.Connections} more.");
        if (scenario.Request == "post")
            AcknowledgedMessages += result.Requests;
        return result;
    }

    /// <summary>Compares documents, messages, events and statistics of all users with one another.</summary>
    /// <returns>A line for a person.</returns>
    /// <exception cref="BenchException">Something disagrees.</exception>
    public async Task<string> CheckAllAsync(CancellationToken token)
    {
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Scenarios", "exactness.sql"), token);
        await using var command = _database.CreateCommand(sql);
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync(token);
        var wrong = new List<string>();
        while (await reader.ReadAsync(token))
        {
            if (reader.GetInt64(1) is not 0 and var count)
                wrong.Add($"{reader.GetString(0)}: {count}");
        }
        if (wrong.Count > 0)
            throw new BenchException("What is stored disagrees with itself. " + string.Join("; ", wrong));
        var (messages, sessions, _) = await StoredAsync(token);
        return $"{AcknowledgedMessages:N0} posts acknowledged under load, each of them stored; {messages:N0} messages in {sessions:N0} sessions: sequences gapless, counts, statistics and stream versions exact.";
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<(long Messages, long Sessions, long Parts)> StoredAsync(CancellationToken token)
    {
        // Calls of wrk may still be committing: wait for two checks in a row without work.
        for (var quiet = 0; quiet < 2;)
        {
            await using var working = _database.CreateCommand(StillWorking);
            quiet = (long)(await working.ExecuteScalarAsync(token))! == 0 ? quiet + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(100), token);
        }

        await using var stored = _database.CreateCommand(Stored);
        await using var reader = await stored.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
