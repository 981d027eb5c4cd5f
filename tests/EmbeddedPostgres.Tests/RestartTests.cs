using System.Diagnostics;
using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

public sealed class RestartTests(DataFolder folder) : IClassFixture<DataFolder>
{
    private readonly EmbeddedPostgresOptions _options = folder.Options;

    private CancellationToken Token { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_survives_a_restart_and_nothing_runs_in_between()
    {
        int pid;
        string kept;
        await using (var first = await TestServers.StartAsync(_options))
        {
            pid = first.ProcessId;
            kept = await TestServers.KeepAsync(first);
            first.IsRunning(pid).ShouldBeTrue();
        }

        var clock = Stopwatch.StartNew();
        await using var second = await TestServers.StartAsync(_options);
        second.IsRunning(pid).ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await TestServers.ShouldHaveKeptAsync(second, kept);
    }

    [Fact]
    public async Task Open_connections_do_not_delay_the_end()
    {
        await using var connection = new NpgsqlConnection();
        var server = await TestServers.StartAsync(_options);
        connection.ConnectionString = server.ConnectionString + ";Pooling=false";
        await connection.OpenAsync(Token);

        var clock = Stopwatch.StartNew();
        await server.DisposeAsync();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_killed_Postgres_starts_again_on_the_same_port_with_its_data()
    {
        await using var server = await TestServers.StartAsync(_options);
        var kept = await TestServers.KeepAsync(server);
        var (pid, connectionString) = (server.ProcessId, server.ConnectionString);

        await server.KillAsync();
        server.IsRunning(pid).ShouldBeFalse();
        File.Exists(Path.Combine(server.DataDirectory, "data", "postmaster.pid")).ShouldBeTrue();
        await server.StartAsync(Token);

        server.ConnectionString.ShouldBe(connectionString);
        server.ProcessId.ShouldNotBe(pid);
        await TestServers.ShouldHaveKeptAsync(server, kept);
    }

    [Fact]
    public async Task A_second_user_of_the_same_data_is_told_who_has_it_and_what_to_do()
    {
        await using var first = await TestServers.StartAsync(_options);

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(_options));

        refused.Message.ShouldContain(first.DataDirectory);
        refused.Message.ShouldContain($"pid {Environment.ProcessId}");
        refused.Message.ShouldContain("ConnectionStrings__Chat");
        (await TestServers.AskAsync(first.ConnectionString, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_cluster_that_was_cut_off_while_it_was_made_is_made_anew()
    {
        var options = TestPostgres.NewOptions();
        var half = Directory.CreateDirectory(Path.Combine(options.DataDirectory, "creating", "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "15", Token);

        await using var server = await TestServers.StartAsync(options);

        (await TestServers.AskAsync(server.ConnectionString, "select 1")).ShouldBe("1");
        Directory.Exists(half).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_what_Postgres_said_and_leaves_nothing_running()
    {
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(_options with { Settings = ["shared_buffers=a lot"] }));

        refused.Message.ShouldContain("invalid value for parameter \"shared_buffers\"");
        refused.Message.ShouldContain("postgres.log");
    }
}
