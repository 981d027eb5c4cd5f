namespace Chat.Host.Maintenance;

internal sealed class MaintenanceProgress(TextWriter output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private static readonly Counter<long> Users =
        ChatTelemetry.Meter.CreateCounter<long>("chat.rebuild.users", "{user}", "Users whose documents were rebuilt or verified");
    private static readonly Counter<long> Events =
        ChatTelemetry.Meter.CreateCounter<long>("chat.rebuild.events", "{event}", "Events that rebuilding or verifying has read");
    private static readonly Counter<long> Differences =
        ChatTelemetry.Meter.CreateCounter<long>("chat.rebuild.differences", "{document}", "Documents that were not what the events give");

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = Every;
    private long _users, _events, _unknown, _differences;

    private double Rate => _events / Math.Max(_clock.Elapsed.TotalSeconds, 0.001);

    public void CountDifference()
    {
        _differences++;
        Differences.Add(1);
    }

    public Task DifferenceAsync(Difference difference, string user)
    {
        CountDifference();
        return output.WriteLineAsync($"differs: {difference.Document}{(difference.SessionId is { } id ? $" {id}" : "")} of user {user}");
    }

    /// <summary>Counts events since the last call, and those of unknown types, which are skipped.</summary>
    public async Task ReadAsync(long events, long unknown)
    {
        _events += events;
        Events.Add(events);
        _unknown += unknown;
        if (_clock.Elapsed < _next)
            return;
        _next = _clock.Elapsed + Every;
        await output.WriteLineAsync($"… {_users:N0} users, {_events:N0} events, {Rate:N0} events/s");
    }

    public void UserDone()
    {
        _users++;
        Users.Add(1);
    }

    public async Task<long> SummaryAsync(string verb, string differences)
    {
        if (_unknown > 0)
            await output.WriteLineAsync($"warning: {_unknown:N0} events are of types that this version does not know; they were passed over and kept");
        using var process = Process.GetCurrentProcess();
        await output.WriteLineAsync(
            $"{verb} {_users:N0} users from {_events:N0} events in {_clock.Elapsed.TotalSeconds:N1} s ({Rate:N0} events/s, "
            + $"{process.PeakWorkingSet64 / 1e6:N0} MB of memory at most); {_differences:N0} {differences}");
        return _differences;
    }
}
