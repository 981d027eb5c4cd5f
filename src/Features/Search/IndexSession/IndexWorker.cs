namespace Chat.Features.Search.IndexSession;

/// <summary>Makes what the version before has stored searchable, user by user, while the service runs.</summary>
internal sealed partial class IndexWorker(IServiceScopeFactory scopes, CrossTenantQueries crossTenant, TimeProvider time, ILogger<IndexWorker> logger)
    : UserJob(scopes, time)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);

    private static readonly Counter<long> Steps =
        ChatTelemetry.Meter.CreateCounter<long>("chat.search.steps", "{step}", "Steps of up to 500 messages that became searchable after an upgrade");

    private static readonly SqlStatement Users = SqlStatement.Load("UsersToIndex");

    private readonly TimeProvider _time = time;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    /// <returns>The number of steps.</returns>
    internal async Task<long> IndexAsync(CancellationToken token)
    {
        var (steps, reported) = (0L, _time.GetTimestamp());
        await SendForEachAsync(crossTenant.UsersAsync(Users.Text, token), new IndexSessionCommand(), Count, token);
        return steps;

        bool Count(bool isMore)
        {
            if (!isMore)
                return false;
            steps++;
            Steps.Add(1);
            if (_time.GetElapsedTime(reported) >= BetweenReports)
            {
                LogProgress(steps);
                reported = _time.GetTimestamp();
            }
            return true;
        }
    }

    protected override async Task RunAsync(CancellationToken token)
    {
        if (await IndexAsync(token) is var steps and > 0)
            LogDone(steps);
    }

    protected override void Fail(Exception error) => LogFailure(FaultReport.Of(error));

    [LoggerMessage(Level = LogLevel.Information, Message = "Making messages of before searchable: {Steps} steps of up to 500 messages so far")]
    private partial void LogProgress(long steps);

    [LoggerMessage(Level = LogLevel.Information, Message = "Made messages of before searchable, in {Steps} steps")]
    private partial void LogDone(long steps);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not make messages searchable; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
