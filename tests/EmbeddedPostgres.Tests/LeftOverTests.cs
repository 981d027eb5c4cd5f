using System.Diagnostics;

namespace Chat.EmbeddedPostgres.Tests;

/// <summary>The next start after a killed host.</summary>
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
        using var bystander = Process.Start(new ProcessStartInfo("sleep", "60") { UserName = ServerAccount.Name ?? "" })!;
        await File.WriteAllTextAsync(file, $"{bystander.Id}\n{Path.GetDirectoryName(file)}\n1\n1\n\n127.0.0.1\n\nready   \n", Token);

        await using (var second = await TestServers.StartAsync(_options))
            second.ProcessId.ShouldNotBe(bystander.Id);

        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    [Fact]
    public async Task A_Postgres_left_by_a_killed_host_is_stopped_before_the_next_one_starts()
    {
        var first = await TestServers.StartAsync(_options);
        var kept = await TestServers.KeepAsync(first);
        var pid = first.ProcessId;
        first.Abandon();
        first.IsRunning(pid).ShouldBeTrue();

        await using var second = await TestServers.StartAsync(_options);

        second.IsRunning(pid).ShouldBeFalse();
        second.ProcessId.ShouldNotBe(pid);
        await TestServers.ShouldHaveKeptAsync(second, kept);
    }

    [Fact]
    public async Task A_left_over_Postgres_that_does_not_stop_is_killed()
    {
        var first = await TestServers.StartAsync(_options);
        var kept = await TestServers.KeepAsync(first);
        var pid = first.ProcessId;
        using (var freeze = Process.Start("kill", ["-STOP", $"{pid}"]))
            await freeze.WaitForExitAsync(Token);
        first.Abandon();

        await using var second = await TestServers.StartAsync(_options);

        second.IsRunning(pid).ShouldBeFalse();
        await TestServers.ShouldHaveKeptAsync(second, kept);
    }

    [Fact]
    public async Task A_throw_away_cluster_of_a_killed_test_run_is_removed_by_the_next_one()
    {
        var killed = await TestServers.StartAsync(TestPostgres.NewOptions());
        var pid = killed.ProcessId;
        killed.IsRunning(pid).ShouldBeTrue();
        killed.Abandon();

        await using var next = await TestServers.StartAsync(TestPostgres.NewOptions());

        killed.IsRunning(pid).ShouldBeFalse();
        Directory.Exists(killed.DataDirectory).ShouldBeFalse();
    }
}
