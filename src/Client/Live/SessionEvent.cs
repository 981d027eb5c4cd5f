namespace Chat.Client;

/// <summary>A session was created or changed.</summary>
/// <param name="Id">Its place among the user's events.</param>
/// <param name="Type">One of those that begin with <c>session.</c>.</param>
/// <param name="Session">As it was when the event was sent, which may be later.</param>
public sealed record SessionEvent(long? Id, string Type, Session Session) : ChatEvent(Id, Type);
