namespace Chat.Features.Sessions.GetSession;

/// <summary>Reads a session of the current user.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="IncludeMessages">Whether its newest messages come with it.</param>
public sealed record GetSessionQuery(long SessionId, bool IncludeMessages) : IQuery<SessionWithMessages>;
