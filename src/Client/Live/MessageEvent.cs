namespace Chat.Client;

/// <summary>A message was posted or changed.</summary>
/// <param name="Id">Its place among the user's events.</param>
/// <param name="Type">One of those that begin with <c>message.</c>, or <see cref="EventTypes.RevisionsErased"/>.</param>
/// <param name="Message">As it was when the event was sent, which may be later.</param>
public sealed record MessageEvent(long? Id, string Type, Message Message) : ChatEvent(Id, Type);
