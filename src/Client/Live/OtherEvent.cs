namespace Chat.Client;

/// <summary>An event of a later version of the service.</summary>
/// <param name="Id">Its place among the user's events.</param>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its JSON.</param>
public sealed record OtherEvent(long? Id, string Type, string Data) : ChatEvent(Id, Type);
