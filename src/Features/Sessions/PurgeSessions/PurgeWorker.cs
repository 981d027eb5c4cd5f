using Microsoft.Extensions.Hosting;

namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// Removes sessions that were inactive for <c>CHAT_SESSION_CLEANUP_DAYS</c>, user by user, and answers to calls with an
/// idempotency key that are kept no longer. Several hosts may run it at once: every step for a session takes the user's lock
/// and looks again for something to do.
/// </summary>
internal sealed partial class PurgeWorker(
    IServiceScopeFactory scopes, DueUsers dueUsers, ExpiredAnswers expiredAnswers, IOptions<ChatOptions> options, TimeProvider time,
    ILogger<PurgeWorker> logger)
    : BackgroundService
{
    private static readonly Counter<long> Failures =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.failures", "{failure}", "Failures of the cleanup, for one user or as a whole");

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    /// <summary>Removes all sessions that are due now; none are ever where the cleanup is turned off.</summary>
    internal async Task<PurgeSessionsResult> RemoveSessionsAsync(CancellationToken token)
    {
        if (options.Value.SessionCleanupDays == 0)
            return PurgeSessionsResult.Nothing;
        var before = time.GetUtcNow().AddDays(-options.Value.SessionCleanupDays);
        var removed = PurgeSessionsResult.Nothing;
        var after = "";
        while (await dueUsers.FindAsync(after, before, token) is { Count: > 0 } users)
        {
            foreach (var user in users)
                removed = removed.Plus(await PurgeAsync(user, before, token));
            after = users[^1];
        }
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.CleanupInterval;
        for (var wait = FirstWait < interval ? FirstWait : interval; ; wait = interval)
        {
            await Task.Delay(wait, time, stoppingToken);
            await RunOnceAsync(stoppingToken);
        }
    }

    private async Task RunOnceAsync(CancellationToken token)
    {
        try
        {
            if (await expiredAnswers.RemoveAsync(token) is var answers and > 0)
                LogRemovedAnswers(answers);
            if (await RemoveSessionsAsync(token) is { IsNothing: false } removed)
                LogRemoved(removed.Sessions, removed.Messages);
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            Fail(error);
        }
    }

    private async Task<PurgeSessionsResult> PurgeAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        var removed = PurgeSessionsResult.Nothing;
        try
        {
            while (await StepAsync(user, before, token) is { IsNothing: false } step)
                removed = removed.Plus(step);
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            // One user's trouble must not keep the others' sessions; the next run tries again.
            Fail(error);
        }
        return removed;
    }

    private async Task<PurgeSessionsResult> StepAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PurgeSessionsCommand(before), token);
    }

    private void Fail(Exception error)
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
