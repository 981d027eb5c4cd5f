namespace Chat.Features.Sessions.ChangeSessions;

/// <summary>What a call does to several sessions.</summary>
public enum SessionsAction
{
    /// <summary><c>deactivate</c>: as DELETE does.</summary>
    Deactivate,

    /// <summary><c>reactivate</c>: as a PUT does, within the limit of active sessions.</summary>
    Reactivate,

    /// <summary><c>erase</c>: as DELETE with <c>permanent=true</c>.</summary>
    Erase,
}
