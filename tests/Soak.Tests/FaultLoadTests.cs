using Chat.Soak;

namespace Soak.Tests;

/// <summary>The short form of <c>build/soak</c>: hosts as processes, their own Postgres, and continuous writers.</summary>
public sealed class FaultLoadTests
{
    [Fact]
    public async Task Under_load_no_end_of_a_host_or_the_database_loses_doubles_or_miscounts_a_message_or_brings_one_back()
    {
        var options = new SoakOptions
        {
            Faults = [Fault.PostgresKilled, Fault.HostKilled, Fault.PostgresFrozen, Fault.ConnectionsCut, Fault.HostEnded, Fault.PostgresRestarted, Fault.HostKilled],
            Pause = TimeSpan.FromMilliseconds(20), // Other tests run beside this one.
            Calm = TimeSpan.FromMilliseconds(300),
            LongestOutage = TimeSpan.FromSeconds(1.5),
        };

        var report = await SoakRun.RunAsync(options, TextWriter.Null, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        report.IsClean.ShouldBeTrue(report.ToString());
        report.Acknowledged.ShouldBeGreaterThan(200);
        report.Deleted.ShouldBeGreaterThan(5);
        report.Searches.ShouldBeGreaterThan(20);
        report.Faults.ShouldBe(7);
    }
}
