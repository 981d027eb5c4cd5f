namespace Chat.Features.Drafts.InterruptDrafts;

/// <summary>Interrupts messages that did not grow for <c>CHAT_DRAFT_TIMEOUT_SECONDS</c>.</summary>
internal sealed partial class DraftWorker(
    IServiceScopeFactory scopes, CrossTenantQueries crossTenant, IOptions<ChatOptions> options, TimeProvider time, ILogger<DraftWorker> logger)
    : UserJob(scopes, time)
{
    private static readonly SqlStatement Users = SqlStatement.Load("UsersWithOldDrafts");

    private readonly TimeProvider _time = time;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(Math.Min(options.Value.DraftTimeoutSeconds / 10.0, 10));

    internal async Task<int> InterruptAsync(CancellationToken token)
    {
        var interrupted = 0;
        var before = _time.GetUtcNow().AddSeconds(-options.Value.DraftTimeoutSeconds);
        await SendForEachAsync(crossTenant.UsersAsync(Users.Text, token, before), new InterruptDraftsCommand(before), Add, token);
        return interrupted;

        bool Add(int step)
        {
            interrupted += step;
            return step > 0;
        }
    }

    protected override async Task RunAsync(CancellationToken token)
    {
        if (await InterruptAsync(token) is var interrupted and > 0)
            LogInterrupted(interrupted);
    }

    protected override void Fail(Exception error) => LogFailure(FaultReport.Of(error));

    [LoggerMessage(Level = LogLevel.Information, Message = "Put together {Messages} messages that nothing was appended to any more")]
    private partial void LogInterrupted(int messages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not interrupt messages; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
