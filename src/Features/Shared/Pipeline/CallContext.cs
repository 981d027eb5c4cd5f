namespace Chat.Features.Shared.Pipeline;

/// <summary>The user, idempotency key and precondition of a call, set by middlewares.</summary>
public sealed record CallContext(CurrentUser User)
{
    /// <summary>Null for a call without a key.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    public Precondition Precondition { get; init; } = new();
}
