namespace Chat.Features.Shared.Idempotency;

/// <summary>What the call of this scope says, and is told, about being sent again.</summary>
public sealed class IdempotentCall
{
    private bool _isTaken;

    /// <summary>The call's key; null for a call without, which may be done twice if it is sent twice.</summary>
    public IdempotencyKey? Key { get; set; }

    /// <summary>Whether the answer is that of an earlier call with the same key.</summary>
    public bool IsReplayed { get; internal set; }

    /// <summary>The key, for the one command of the call.</summary>
    /// <exception cref="InvalidOperationException">A second command asks for it: it would be given the first one's answer.</exception>
    internal IdempotencyKey? TakeKey()
    {
        if (Key is not null && _isTaken)
            throw new InvalidOperationException("A call with an idempotency key sends one command.");
        _isTaken = true;
        return Key;
    }
}
