namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>What one or several steps removed.</summary>
/// <param name="Sessions">Sessions.</param>
/// <param name="Messages">Messages.</param>
public sealed record PurgeSessionsResult(long Sessions, long Messages)
{
    /// <summary>There was nothing left to remove.</summary>
    public static PurgeSessionsResult Nothing { get; } = new(0, 0);

    internal bool IsNothing => this == Nothing;

    internal PurgeSessionsResult Plus(PurgeSessionsResult other) => new(Sessions + other.Sessions, Messages + other.Messages);
}
