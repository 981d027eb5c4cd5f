namespace Chat.Features.Shared.Storage;

/// <summary>
/// The members of a document that hold private text, and of which message or session a row is. Everything that erases goes by this
/// list: a message, a session, a user.
/// </summary>
public sealed record PrivateText(params string[] Members)
{
    /// <summary>The column with the id of the message that a row belongs to; null when rows belong to no message.</summary>
    public string? MessageColumn { get; init; }

    /// <summary>The rows that belong to sessions without belonging to a message that was stored: SQL with the ids <c>@sessions</c>.</summary>
    public string? OfSessions { get; init; }
}
