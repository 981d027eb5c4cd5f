using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// Removes sessions that were inactive for <c>CHAT_SESSION_CLEANUP_DAYS</c>, user by user. Several hosts may run it at once:
/// every step takes the user's lock and looks again for something to do.
/// </summary>
internal sealed partial class PurgeWorker(
    IServiceScopeFactory scopes, DueUsers dueUsers, IOptions<ChatOptions> options, TimeProvider time, ILogger<PurgeWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    /// <summary>Removes all that is due now.</summary>
    internal async Task<PurgeSessionsResult> RunOnceAsync(CancellationToken token)
    {
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
        if (options.Value.SessionCleanupDays == 0)
            return;
        var interval = options.Value.CleanupInterval;
        for (var wait = FirstWait < interval ? FirstWait : interval; ; wait = interval)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                var removed = await RunOnceAsync(stoppingToken);
                if (!removed.IsNothing)
                    LogRemoved(removed.Sessions, removed.Messages);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(FaultReport.Of(error));
            }
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
            LogFailure(FaultReport.Of(error));
        }
        return removed;
    }

    private async Task<PurgeSessionsResult> StepAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PurgeSessionsCommand(before), token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Sessions} old sessions and {Messages} messages")]
    private partial void LogRemoved(long sessions, long messages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not remove old sessions; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
