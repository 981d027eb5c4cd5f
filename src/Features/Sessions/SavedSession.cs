namespace Chat.Features.Sessions;

/// <summary>A session that was created or changed, and the others that the limit of active sessions made inactive.</summary>
/// <remarks>Flat, so that it reads stored answers to an idempotency key that hold a session only.</remarks>
public sealed record SavedSession : ChatSession
{
    [JsonConstructor]
    public SavedSession()
    {
    }

    private SavedSession(ChatSession session) : base(session)
    {
    }

    /// <summary>Null when no other session became inactive.</summary>
    public IReadOnlyList<long>? DeactivatedSessionIds { get; init; }

    internal static SavedSession Of(ChatSession session, IReadOnlyList<SessionDeactivated> displaced) =>
        new(session) { DeactivatedSessionIds = displaced.Count == 0 ? null : [.. displaced.Select(other => other.SessionId)] };

    /// <summary>The session as clients see it.</summary>
    public SessionResponse ToResponse() => SessionResponse.Of(this) with { DeactivatedSessionIds = DeactivatedSessionIds };

    internal OkWithETag<SessionResponse> ToResult(string? location = null) => new(ToResponse(), EntityTag, location);
}
