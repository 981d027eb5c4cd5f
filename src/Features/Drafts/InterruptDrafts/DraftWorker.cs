using Microsoft.Extensions.Hosting;

namespace Chat.Features.Drafts.InterruptDrafts;

/// <summary>
/// Interrupts messages that nothing was appended to for <c>CHAT_DRAFT_TIMEOUT_SECONDS</c>, user by user. Several hosts may run
/// it at once: every step takes the user's lock and looks again.
/// </summary>
internal sealed partial class DraftWorker(
    IServiceScopeFactory scopes, CrossTenantQueries crossTenant, IOptions<ChatOptions> options, TimeProvider time, ILogger<DraftWorker> logger)
    : BackgroundService
{
    private const int UsersAPage = 100;

    // Only messages that grow have a row, so that this reads a small table.
    private const string NextUsers = """
        select distinct tenant_id from mt_doc_messagedraft where tenant_id > $1 and touched_at < $2 order by tenant_id limit $3
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Interrupts all messages that are due now.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<int> InterruptAsync(CancellationToken token)
    {
        var before = time.GetUtcNow().AddSeconds(-options.Value.DraftTimeoutSeconds);
        var interrupted = 0;
        for (var after = ""; await crossTenant.UserIdsAsync(NextUsers, token, after, before, UsersAPage) is { Count: > 0 } users; after = users[^1])
        {
            foreach (var user in users)
                interrupted += await InterruptAsync(user, before, token);
        }
        return interrupted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tenth = TimeSpan.FromSeconds(options.Value.DraftTimeoutSeconds / 10.0);
        var wait = tenth < LongestWait ? tenth : LongestWait;
        while (true)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                if (await InterruptAsync(stoppingToken) is var interrupted and > 0)
                    LogInterrupted(interrupted);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(FaultReport.Of(error));
            }
        }
    }

    private async Task<int> InterruptAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        var interrupted = 0;
        try
        {
            while (await StepAsync(user, before, token) is var step and > 0)
                interrupted += step;
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            // One user's trouble must not keep the others' messages; the next run tries again.
            LogFailure(FaultReport.Of(error));
        }
        return interrupted;
    }

    private async Task<int> StepAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new InterruptDraftsCommand(before), token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Put together {Messages} messages that nothing was appended to any more")]
    private partial void LogInterrupted(int messages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not interrupt messages; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
