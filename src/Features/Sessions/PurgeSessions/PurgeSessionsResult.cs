namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>The numbers of sessions and messages removed.</summary>
public sealed record PurgeSessionsResult(long Sessions, long Messages)
{
    internal static PurgeSessionsResult Nothing { get; } = new(0, 0);

    internal bool IsNothing => this == Nothing;

    internal PurgeSessionsResult Plus(PurgeSessionsResult other) => new(Sessions + other.Sessions, Messages + other.Messages);
}
