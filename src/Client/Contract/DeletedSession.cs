namespace Chat.Client;

/// <summary>The answer of a deletion.</summary>
/// <param name="Message">One sentence.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Messages">How many messages were erased; null when the session became inactive.</param>
public sealed record DeletedSession(
    string Message,
    long SessionId,
    long? Messages = null);
