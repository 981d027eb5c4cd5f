namespace Chat.Features.Sessions.DeleteSession;

/// <summary>Marks a session of the current user inactive; one that is inactive already stays as it is.</summary>
/// <param name="SessionId">The session.</param>
public sealed record DeleteSessionCommand(long SessionId) : ICommand<DeleteSessionResponse>;
