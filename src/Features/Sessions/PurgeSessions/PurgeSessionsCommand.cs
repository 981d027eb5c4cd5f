namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// Takes one bounded step in removing the current user's old inactive sessions for good: one session, or one batch of the
/// messages of a session that was removed before. Send it again until nothing was removed.
/// </summary>
/// <param name="Before">Sessions that last changed before this are removed.</param>
public sealed record PurgeSessionsCommand(DateTimeOffset Before) : ICommand<PurgeSessionsResult>, IMeasured<PurgeSessionsResult>
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
