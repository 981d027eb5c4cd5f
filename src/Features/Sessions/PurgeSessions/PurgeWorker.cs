namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>Removes sessions inactive for <c>CHAT_SESSION_CLEANUP_DAYS</c>, and expired answers to calls with an idempotency key.</summary>
internal sealed partial class PurgeWorker(
    IServiceScopeFactory scopes, CrossTenantQueries crossTenant, IdempotentAnswers answers, IOptions<ChatOptions> options, TimeProvider time,
    ILogger<PurgeWorker> logger)
    : UserJob(scopes, time)
{
    private static readonly Counter<long> Failures =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.failures", "{failure}", "Failures of the cleanup, for one user or as a whole");

    private static readonly SqlStatement Users = SqlStatement.Load("UsersToPurge");

    private readonly TimeProvider _time = time;

    protected override TimeSpan Interval => options.Value.CleanupInterval;

    internal async Task<PurgeSessionsResult> RemoveSessionsAsync(CancellationToken token)
    {
        var removed = PurgeSessionsResult.Nothing;
        if (options.Value.SessionCleanupDays == 0)
            return removed;
        var before = _time.GetUtcNow().AddDays(-options.Value.SessionCleanupDays);
        await SendForEachAsync(crossTenant.UsersAsync(Users.Text, token, before), new PurgeSessionsCommand(before), Add, token);
        return removed;

        bool Add(PurgeSessionsResult step)
        {
            removed = removed.Plus(step);
            return !step.IsNothing;
        }
    }

    protected override async Task RunAsync(CancellationToken token)
    {
        if (await answers.RemoveForgottenAsync(token) is var forgotten and > 0)
            LogRemovedAnswers(forgotten);
        if (await RemoveSessionsAsync(token) is { IsNothing: false } removed)
            LogRemoved(removed.Sessions, removed.Messages);
    }

    protected override void Fail(Exception error)
    {
        Failures.Add(1);
        LogFailure(FaultReport.Of(error));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Sessions} old sessions and {Messages} messages")]
    private partial void LogRemoved(long sessions, long messages);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Answers} answers that were kept for calls sent again")]
    private partial void LogRemovedAnswers(long answers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not clean up; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
