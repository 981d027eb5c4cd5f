namespace Chat.Features.Sessions.DeleteSession;

/// <summary>The answer of a deletion.</summary>
/// <param name="Message">Always <c>Chat session deleted successfully</c>.</param>
/// <param name="SessionId">The session.</param>
public sealed record DeleteSessionResponse(string Message, long SessionId);
