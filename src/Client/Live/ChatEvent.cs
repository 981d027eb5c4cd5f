namespace Chat.Client;

/// <summary>Something that happened to the user's sessions and messages.</summary>
/// <param name="Id">Its place among the user's events, to go on after it later; null for a <see cref="MessageDelta"/>.</param>
/// <param name="Type">Such as <see cref="EventTypes.MessagePosted"/>.</param>
public abstract record ChatEvent([property: JsonIgnore] long? Id, [property: JsonIgnore] string Type);
