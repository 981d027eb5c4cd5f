namespace Chat.Features.Shared.Http;

/// <summary>The paths of the API.</summary>
public static class ApiPaths
{
    /// <summary>All sessions of the user.</summary>
    public const string Sessions = "/api/v1/chat-sessions";

    /// <summary>One session.</summary>
    public const string Session = Sessions + "/{session_id}";

    /// <summary>The messages of one session.</summary>
    public const string Messages = Session + "/messages";

    /// <summary>One message of a session.</summary>
    public const string Message = Messages + "/{message_id}";

    /// <summary>Messages of a session, posted together.</summary>
    public const string MessageBatch = Messages + "/batch";

    /// <summary>What of a session fits into a model's context.</summary>
    public const string Context = Session + "/context";

    /// <summary>The user's statistics.</summary>
    public const string Statistics = Sessions + "/stats/user";
}
