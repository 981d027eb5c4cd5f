namespace Chat.Client;

/// <summary>A session and its messages are gone for good.</summary>
/// <param name="Id">Its place among the user's events.</param>
/// <param name="SessionId">The session.</param>
public sealed record SessionErased(long? Id, long SessionId) : ChatEvent(Id, EventTypes.SessionErased);
