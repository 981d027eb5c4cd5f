namespace Chat.Client;

/// <summary>Which part of a session to copy.</summary>
/// <param name="UpToSequence">The last message that is copied; the newest when null. At most 10,000 messages.</param>
/// <param name="Title">That of the other session when null.</param>
public sealed record Fork(
    long? UpToSequence = null,
    string? Title = null);
