namespace Chat.Features.Users.EraseUser;

/// <summary>The receipt: nothing of the user is stored any more.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Sessions">How many sessions were erased.</param>
/// <param name="Messages">How many messages were erased with them.</param>
/// <param name="ErasedAt">When: UTC, microseconds.</param>
public sealed record EraseUserResponse(string UserId, long Sessions, long Messages, DateTimeOffset ErasedAt);
