namespace Chat.Features.Transfer.StoreSession;

/// <summary>Stores a session of a file with all its messages, or nothing.</summary>
/// <param name="Session">The session and its messages.</param>
/// <param name="Progress">Called now and then.</param>
public sealed record StoreSessionCommand(SpooledSession Session, Func<ValueTask> Progress) : ICommand<StoredSession>
{
    /// <summary>A number that appends do not use.</summary>
    private const int OfImports = 100;

    // Its rows take long, and the user's other calls need not wait for them: only the end locks the user's stream.
    int? ICommand.ConcurrencyKey => OfImports;
}
