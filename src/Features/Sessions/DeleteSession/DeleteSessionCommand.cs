namespace Chat.Features.Sessions.DeleteSession;

/// <summary>Marks a session of the current user inactive, where one that is inactive already stays as it is; or erases it.</summary>
public sealed record DeleteSessionCommand(
    [FromRoute] long SessionId,
    [Description("Whether the session, its messages and all their texts are removed for good, at once.")] bool Permanent = false)
    : ICommand<DeleteSessionResponse>, IFromUrl<DeleteSessionCommand>;
