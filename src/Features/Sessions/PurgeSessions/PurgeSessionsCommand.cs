namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// Purges one inactive session of the current user that last changed before <paramref name="Before"/>, or one batch of messages
/// of a session purged or erased earlier; with null only the latter. Send it until nothing was removed.
/// </summary>
public sealed record PurgeSessionsCommand(DateTimeOffset? Before = null) : ICommand<PurgeSessionsResult>, IMeasured<PurgeSessionsResult>
{
    private static readonly Counter<long> Sessions =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.sessions", "{session}", "Old sessions that were removed for good");

    private static readonly Counter<long> Messages =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.messages", "{message}", "Messages of removed sessions that were removed");

    void IMeasured<PurgeSessionsResult>.Measure(PurgeSessionsResult response)
    {
        Sessions.Add(response.Sessions);
        Messages.Add(response.Messages);
    }
}
