namespace Chat.Features.Sessions;

/// <summary>Why a session became inactive.</summary>
public enum DeactivationReason
{
    /// <summary>The user said so, by <c>DELETE</c> or by <c>PUT</c> (<c>user_request</c>).</summary>
    UserRequest,

    /// <summary>Another session became active and the limit of active sessions was reached (<c>limit</c>).</summary>
    Limit,
}
