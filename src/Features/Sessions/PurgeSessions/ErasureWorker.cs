namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>Deletes the messages of large erased sessions soon after the answer.</summary>
internal sealed partial class ErasureWorker(IServiceScopeFactory scopes, CrossTenantQueries crossTenant, TimeProvider time, ILogger<ErasureWorker> logger)
    : UserJob(scopes, time)
{
    private static readonly SqlStatement Users = SqlStatement.Load("UsersWithPurgedSessions");

    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override Task RunAsync(CancellationToken token) =>
        SendForEachAsync(crossTenant.UsersAsync(Users.Text, token), new PurgeSessionsCommand(), step => !step.IsNothing, token);

    protected override void Fail(Exception error) => LogFailure(FaultReport.Of(error));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not delete messages of removed sessions; the next run tries again: {Fault}")]
    private partial void LogFailure(string fault);
}
