using System.Diagnostics;
using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

public sealed class RestartTests : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions _options = EmbeddedPostgresOptions.ForTests();

    private CancellationToken Token { get; } = TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        // The last server of a test leaves the data to its successor; this one removes it, as no test should.
        await using var last = await PostgresServer.StartAsync(_options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, CancellationToken.None);
    }

    [Fact]
    public async Task Data_survives_a_restart_and_nothing_runs_in_between()
    {
        int pid;
        await using (var first = await TestServers.StartAsync(_options.Keeping()))
        {
            pid = first.ProcessId;
            await KeepAsync(first, "kept");
        }

        ProcessTable.IsRunning(pid).ShouldBeFalse();
        var clock = Stopwatch.StartNew();
        await using var second = await TestServers.StartAsync(_options.Keeping());
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (await KeptAsync(second)).ShouldBe("kept");
    }

    [Fact]
    public async Task Open_connections_do_not_delay_the_end()
    {
        await using var connection = new NpgsqlConnection();
        var server = await TestServers.StartAsync(_options.Keeping());
        connection.ConnectionString = server.ConnectionString + ";Pooling=false";
        await connection.OpenAsync(Token);

        var clock = Stopwatch.StartNew();
        await server.DisposeAsync();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_killed_Postgres_starts_again_on_the_same_port_with_its_data()
    {
        await using var server = await TestServers.StartAsync(_options.Keeping());
        await KeepAsync(server, "kept");
        var (pid, connectionString) = (server.ProcessId, server.ConnectionString);

        await server.KillAsync();
        ProcessTable.IsRunning(pid).ShouldBeFalse();
        File.Exists(Path.Combine(server.DataDirectory, "data", "postmaster.pid")).ShouldBeTrue();
        await server.RestartAsync(Token);

        server.ConnectionString.ShouldBe(connectionString);
        server.ProcessId.ShouldNotBe(pid);
        (await KeptAsync(server)).ShouldBe("kept");
    }

    [Fact]
    public async Task A_host_and_a_Postgres_both_killed_leave_nothing_that_stops_the_next_start()
    {
        var first = await TestServers.StartAsync(_options.Keeping());
        await KeepAsync(first, "kept");
        await first.KillAsync();
        first.Abandon();

        await using var second = await TestServers.StartAsync(_options.Keeping());

        (await KeptAsync(second)).ShouldBe("kept");
    }

    [Fact]
    public async Task A_process_id_that_now_belongs_to_another_program_does_not_stop_the_start()
    {
        string file;
        await using (var first = await TestServers.StartAsync(_options.Keeping()))
            file = Path.Combine(first.DataDirectory, "data", "postmaster.pid");
        using var bystander = Process.Start("sleep", "60");
        await File.WriteAllTextAsync(file, $"{bystander.Id}\n{Path.GetDirectoryName(file)}\n1\n1\n\n127.0.0.1\n\nready   \n", Token);

        await using (var second = await TestServers.StartAsync(_options.Keeping()))
            second.ProcessId.ShouldNotBe(bystander.Id);

        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    [Fact]
    public async Task A_Postgres_left_by_a_killed_host_is_taken_over_and_stops_with_the_new_one()
    {
        var first = await TestServers.StartAsync(_options.Keeping());
        await KeepAsync(first, "kept");
        var (pid, port) = (first.ProcessId, first.Port);
        first.Abandon();
        ProcessTable.IsRunning(pid).ShouldBeTrue();

        await using (var second = await TestServers.StartAsync(_options.Keeping()))
        {
            (second.ProcessId, second.Port).ShouldBe((pid, port));
            (await KeptAsync(second)).ShouldBe("kept");
        }

        ProcessTable.IsRunning(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_left_over_Postgres_that_does_not_answer_is_replaced()
    {
        var first = await TestServers.StartAsync(_options.Keeping() with { Settings = Slow(_options.Settings) });
        var pid = first.ProcessId;
        // With every place taken, it lets nobody in.
        await using var only = new NpgsqlConnection(first.AdminConnectionString);
        await OpenWhenFreeAsync(only);
        first.Abandon();

        await using var second = await TestServers.StartAsync(_options.Keeping());

        second.ProcessId.ShouldNotBe(pid);
        ProcessTable.IsRunning(pid).ShouldBeFalse();
        (await TestServers.AskAsync(second.ConnectionString, "select 1")).ShouldBe("1");

        static Dictionary<string, string> Slow(IReadOnlyDictionary<string, string> settings) =>
            new(settings, StringComparer.Ordinal)
            {
                ["max_connections"] = "1",
                ["superuser_reserved_connections"] = "0",
                ["max_wal_senders"] = "0",
            };
    }

    [Fact]
    public async Task A_second_user_of_the_same_data_is_told_who_has_it_and_what_to_do()
    {
        await using var first = await TestServers.StartAsync(_options.Keeping());

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(_options));

        refused.Message.ShouldContain(first.DataDirectory);
        refused.Message.ShouldContain($"pid {Environment.ProcessId}");
        refused.Message.ShouldContain("ConnectionStrings__Chat");
        (await TestServers.AskAsync(first.ConnectionString, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_cluster_that_was_cut_off_while_it_was_made_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_options.DataDirectory, "creating-half", "data"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15", Token);

        await using var server = await TestServers.StartAsync(_options.Keeping());

        (await TestServers.AskAsync(server.ConnectionString, "select 1")).ShouldBe("1");
        Directory.Exists(half.FullName).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_what_Postgres_said_and_leaves_nothing_running()
    {
        var broken = new Dictionary<string, string>(StringComparer.Ordinal) { ["shared_buffers"] = "a lot" };

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(_options.Keeping() with { Settings = broken }));

        refused.Message.ShouldContain("invalid value for parameter \"shared_buffers\"");
        refused.Message.ShouldContain("postgres.log");
    }

    [Fact]
    public async Task The_port_asked_for_is_used_and_one_that_is_taken_is_named()
    {
        await using var first = await TestServers.StartAsync(_options.Keeping());
        var other = EmbeddedPostgresOptions.ForTests();

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(other with { Port = first.Port }));
        refused.Message.ShouldContain($"port {first.Port}");

        var port = first.Port;
        await first.DisposeAsync();
        await using var second = await TestServers.StartAsync(other with { Port = port });
        second.Port.ShouldBe(port);
    }

    private async Task OpenWhenFreeAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            try
            {
                await connection.OpenAsync(Token);
                return;
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                // The connection of the start itself is still on its way out.
            }
        }
    }

    private static Task<string?> KeepAsync(PostgresServer server, string text) =>
        TestServers.AskAsync(server.ConnectionString, $"create table kept as select '{text}' as text");

    private static Task<string?> KeptAsync(PostgresServer server) =>
        TestServers.AskAsync(server.ConnectionString, "select text from kept");
}
