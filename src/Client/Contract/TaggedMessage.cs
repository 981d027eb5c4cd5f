namespace Chat.Client;

/// <summary>A message as the service sent it.</summary>
/// <param name="Message">The message.</param>
/// <param name="ETag">Its state, for <c>ifMatch</c>.</param>
/// <param name="Json">The answer.</param>
public sealed record TaggedMessage(
    Message Message,
    string? ETag,
    string Json);
