namespace Chat.Client;

/// <summary>The messages of a batch, as stored.</summary>
/// <param name="Messages">The messages.</param>
public sealed record PostedMessages(IReadOnlyList<Message> Messages);
