using Chat.Features.Shared.Pipeline;

namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// Takes one bounded step in removing the current user's old inactive sessions for good: one session, or one batch of the
/// messages of a session that was removed before. Send it again until nothing was removed.
/// </summary>
/// <param name="Before">Sessions that last changed before this are removed.</param>
public sealed record PurgeSessionsCommand(DateTimeOffset Before) : ICommand<PurgeSessionsResult>;
