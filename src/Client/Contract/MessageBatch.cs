namespace Chat.Client;

/// <summary>Messages to post, all or none.</summary>
/// <param name="Messages">1 to 100.</param>
public sealed record MessageBatch(IReadOnlyList<NewMessage> Messages);
