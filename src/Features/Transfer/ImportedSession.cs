namespace Chat.Features.Transfer;

/// <summary>Remembers that a session was imported. Counts only while the session is there.</summary>
public sealed record ImportedSession
{
    /// <summary>The digest of the source.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it became.</summary>
    public long SessionId { get; init; }
}
