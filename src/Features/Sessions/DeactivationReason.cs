namespace Chat.Features.Sessions;

/// <summary>Why a session became inactive.</summary>
public enum DeactivationReason
{
    /// <summary><c>user_request</c>: a DELETE or a PUT.</summary>
    UserRequest,

    /// <summary><c>limit</c>: another session became active.</summary>
    Limit,
}
