using System.Runtime.InteropServices;
using Chat.Bench;
using Chat.Bench.Large;
using Chat.Bench.Live;
using Chat.Bench.Page;
using Chat.Bench.Results;
using Chat.Bench.Scenarios;
using Chat.Bench.Search;
using Chat.Bench.Service;
using Chat.Bench.Walls;
using Chat.EmbeddedPostgres;

// The bench starts itself again, as the host whose allocations it reads.
if (args is [MeasuredHost.Verb])
    return await MeasuredHost.ServeAsync();

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = BenchOptions.Parse(args);
    if (options.Compare is var (before, after))
        return Comparison.Print(ResultFile.Read(before), ResultFile.Read(after));
    if (options.Live)
        return await LiveBench.RunAsync(options, stop.Token);
    if (options.Search)
        return await SearchBench.RunAsync(options, stop.Token);
    if (options.Page)
        return await PageBench.RunAsync(options, stop.Token);
    if (options.Walls)
        return await WallsBench.RunAsync(options, stop.Token);
    return options.Large ? await LargeBench.RunAsync(options, stop.Token) : await MainBench.RunAsync(options, stop.Token);
}
catch (Exception failure) when (failure is BenchException or EmbeddedPostgresException or HttpRequestException)
{
    await Console.Error.WriteLineAsync("bench: " + failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
