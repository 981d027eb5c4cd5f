namespace Chat.Client;

/// <summary>The receipt of an erasure.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Sessions">The sessions.</param>
/// <param name="Messages">The messages.</param>
/// <param name="ErasedAt">UTC, microseconds.</param>
public sealed record ErasedUser(
    string UserId,
    long Sessions,
    long Messages,
    DateTimeOffset ErasedAt);
