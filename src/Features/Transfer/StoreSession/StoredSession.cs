namespace Chat.Features.Transfer.StoreSession;

/// <param name="Id">The session's new id.</param>
public sealed record StoredSession(long Id);
