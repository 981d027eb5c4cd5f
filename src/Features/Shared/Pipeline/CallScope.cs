namespace Chat.Features.Shared.Pipeline;

/// <summary>Holds the call that a scope of services works for, and whether its answer was replayed.</summary>
public sealed class CallScope
{
    private CallContext? _call;
    private bool _isKeyTaken;

    /// <summary>Never replaced by a call of another user: the scope's storage sessions are the user's.</summary>
    /// <exception cref="InvalidOperationException">The scope works for no user yet, or for another.</exception>
    public CallContext Call
    {
        get => _call ?? throw new InvalidOperationException("This scope works for no user.");
        set => _call = _call is null || string.Equals(_call.User.Id, value.User.Id, StringComparison.Ordinal)
            ? value
            : throw new InvalidOperationException("This scope already works for another user.");
    }

    /// <summary>Whether the answer is that of an earlier call with the same idempotency key.</summary>
    public bool IsReplayed { get; internal set; }

    /// <summary>The idempotency key, for the one command of the call.</summary>
    /// <exception cref="InvalidOperationException">A second command asks for it: it would be given the first one's answer.</exception>
    internal IdempotencyKey? TakeKey()
    {
        if (Call.IdempotencyKey is not null && _isKeyTaken)
            throw new InvalidOperationException("A call with an idempotency key sends one command.");
        _isKeyTaken = true;
        return Call.IdempotencyKey;
    }
}
