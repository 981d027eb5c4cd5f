namespace Chat.Features.Shared.Pipeline;

/// <summary>Decides whether a failed command is tried again, and pauses before it.</summary>
internal sealed partial class CommandRetries(TimeProvider time, ILogger<CommandRetries> logger)
{
    private const int MostTries = 4;

    private static readonly Counter<long> Retried =
        ChatTelemetry.Meter.CreateCounter<long>("chat.commands.retried", "{retry}", "Commands that were tried again");

    /// <summary>No try begins later than this after the first: the caller is to have an answer in time.</summary>
    private static readonly TimeSpan LatestTry = TimeSpan.FromSeconds(2.5);

    internal long Start() => time.GetTimestamp();

    // After a lost connection the command may be committed; only an idempotency key shows whether it was.
    internal bool Allow(Exception error, int tries, long start, bool isIdempotent) =>
        tries < MostTries
        && time.GetElapsedTime(start) < LatestTry
        && (WriteConflict.IsBehind(error) || (isIdempotent && IsLostConnection(error)));

    // Random, so that commands that conflicted do not meet again.
    internal async Task PauseAsync(string command, Exception error, int tries, CancellationToken token)
    {
        LogRetry(command, tries, FaultReport.Of(error));
        Retried.Add(1, new("chat.command", command), new("chat.reason", WriteConflict.IsBehind(error) ? "conflict" : "lost_connection"));
        if (Activity.Current is { Source.Name: ChatTelemetry.Name } span)
            span.SetTag("chat.retries", tries);
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 10 << tries)), time, token);
    }

    internal static bool IsLostConnection(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is NpgsqlException { IsTransient: true })
                return true;
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Command} is tried again after try {Tries}: {Fault}")]
    private partial void LogRetry(string command, int tries, string fault);
}
