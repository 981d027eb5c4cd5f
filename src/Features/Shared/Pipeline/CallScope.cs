namespace Chat.Features.Shared.Pipeline;

/// <summary>The call of a service scope, and whether its answer was replayed.</summary>
public sealed class CallScope
{
    private CallContext? _call;
    private bool _isKeyTaken;

    /// <summary>Never replaced by a call of another user, since the scope's Marten sessions belong to one tenant.</summary>
    /// <exception cref="InvalidOperationException">The scope has no user, or another one.</exception>
    public CallContext Call
    {
        get => _call ?? throw new InvalidOperationException("This scope works for no user.");
        set => _call = _call is null || string.Equals(_call.User.Id, value.User.Id, StringComparison.Ordinal)
            ? value
            : throw new InvalidOperationException("This scope already works for another user.");
    }

    /// <summary>False for calls to anonymous endpoints.</summary>
    internal bool HasCall => _call is not null;

    /// <summary>Whether the answer is that of an earlier call with the same idempotency key.</summary>
    public bool IsReplayed { get; internal set; }

    /// <summary>The idempotency key, for the one command of the call.</summary>
    /// <exception cref="InvalidOperationException">A second command would get the answer of the first.</exception>
    internal IdempotencyKey? TakeKey()
    {
        if (Call.IdempotencyKey is not null && _isKeyTaken)
            throw new InvalidOperationException("A call with an idempotency key sends one command.");
        _isKeyTaken = true;
        return Call.IdempotencyKey;
    }
}
