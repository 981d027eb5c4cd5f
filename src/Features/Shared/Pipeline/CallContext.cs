namespace Chat.Features.Shared.Pipeline;

/// <summary>What a call carries. Middlewares complete it; a command that is tried again carries the same.</summary>
/// <param name="User">Whom it works for.</param>
public sealed record CallContext(CurrentUser User)
{
    /// <summary>Null for a call without a key, which may be done twice if it is sent twice.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>The state that it says it knows.</summary>
    public Precondition Precondition { get; init; } = new(IfMatch: null);
}
