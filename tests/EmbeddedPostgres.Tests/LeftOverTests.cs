using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

/// <summary>What the next start makes of what a killed host left behind.</summary>
public sealed class LeftOverTests(DataFolder folder) : IClassFixture<DataFolder>
{
    private readonly EmbeddedPostgresOptions _options = folder.Options;

    private CancellationToken Token { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_and_a_Postgres_both_killed_leave_nothing_that_stops_the_next_start()
    {
        var first = await TestServers.StartAsync(_options);
        var kept = await TestServers.KeepAsync(first);
        await first.KillAsync();
        first.Abandon();

        await using var second = await TestServers.StartAsync(_options);

        await TestServers.ShouldHaveKeptAsync(second, kept);
    }

    [Fact]
    public async Task A_process_id_that_now_belongs_to_another_program_does_not_stop_the_start()
    {
        string file;
        await using (var first = await TestServers.StartAsync(_options))
            file = Path.Combine(first.DataDirectory, "data", "postmaster.pid");
        // Of the same user: only then does Postgres take it for another Postgres.
        var sleep = ServerAccount.OfThisProcess().CommandLine("sleep", "60");
        using var bystander = Process.Start(sleep[0], sleep[1..]);
        await File.WriteAllTextAsync(file, $"{bystander.Id}\n{Path.GetDirectoryName(file)}\n1\n1\n\n127.0.0.1\n\nready   \n", Token);

        await using (var second = await TestServers.StartAsync(_options))
            second.ProcessId.ShouldNotBe(bystander.Id);

        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    [Fact]
    public async Task A_Postgres_left_by_a_killed_host_is_taken_over_and_stops_with_the_new_one()
    {
        var first = await TestServers.StartAsync(_options);
        var kept = await TestServers.KeepAsync(first);
        var (pid, port) = (first.ProcessId, first.Port);
        first.Abandon();
        ProcessTable.IsRunning(pid).ShouldBeTrue();

        await using (var second = await TestServers.StartAsync(_options))
        {
            (second.ProcessId, second.Port).ShouldBe((pid, port));
            await TestServers.ShouldHaveKeptAsync(second, kept);
        }

        ProcessTable.IsRunning(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_left_over_Postgres_that_does_not_answer_is_replaced()
    {
        var first = await TestServers.StartAsync(_options with { Settings = Slow(_options.Settings) });
        var pid = first.ProcessId;
        // With every place taken, it lets nobody in.
        await using var only = new NpgsqlConnection(first.AdminConnectionString);
        await OpenWhenFreeAsync(only);
        first.Abandon();

        await using var second = await TestServers.StartAsync(_options);

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
    public async Task A_left_over_Postgres_on_another_port_than_the_one_asked_for_is_replaced()
    {
        var first = await TestServers.StartAsync(_options);
        var (pid, port) = (first.ProcessId, first.Port);
        first.Abandon();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var wanted = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        await using var second = await TestServers.StartAsync(_options with { Port = wanted });

        second.Port.ShouldBe(wanted);
        wanted.ShouldNotBe(port);
        ProcessTable.IsRunning(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_throw_away_cluster_of_a_killed_test_run_is_removed_by_the_next_one()
    {
        var killed = await TestServers.StartAsync(EmbeddedPostgresOptions.ForTests());
        var pid = killed.ProcessId;
        killed.Abandon();
        using var ended = Process.Start("true");
        await ended.WaitForExitAsync(Token);
        await File.WriteAllTextAsync(Path.Combine(killed.DataDirectory, "owner.pid"), ended.Id.ToString(), Token);

        await using var next = await TestServers.StartAsync(EmbeddedPostgresOptions.ForTests());

        ProcessTable.IsRunning(pid).ShouldBeFalse();
        Directory.Exists(killed.DataDirectory).ShouldBeFalse();
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
}
