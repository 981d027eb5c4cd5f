using System.Globalization;
using System.Runtime.InteropServices;
using Chat.Bench;
using Chat.EmbeddedPostgres;
using Chat.Soak;

const string usage = "usage: build/soak [--minutes N] [--seed N]";

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = Parse(args, new SoakOptions { Faults = [] });
    options = options with { Faults = Fault.WithoutEnd(new Random(options.Seed)) };
    var report = await SoakRun.RunAsync(options, Console.Out, stop.Token);
    await Console.Out.WriteLineAsync($"\n{report}");
    return report.IsClean ? 0 : 1;
}
catch (Exception failure) when (failure is BenchException or EmbeddedPostgresException)
{
    await Console.Error.WriteLineAsync("soak: " + failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}

static SoakOptions Parse(ReadOnlySpan<string> args, SoakOptions so) => args switch
{
    [] => so,
    ["--minutes", var text, .. var rest] when double.TryParse(text, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 =>
        Parse(rest, so with { Duration = TimeSpan.FromMinutes(minutes) }),
    ["--seed", var text, .. var rest] when int.TryParse(text, CultureInfo.InvariantCulture, out var seed) => Parse(rest, so with { Seed = seed }),
    _ => throw new BenchException(usage),
};

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
