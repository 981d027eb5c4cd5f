namespace Chat.Features.Sessions.GetSession;

/// <summary>Reads a session of the current user.</summary>
public sealed record GetSessionQuery(
    [FromRoute] long SessionId,
    [Description("Whether the newest messages come with it.")] bool IncludeMessages = true)
    : IQuery<SessionWithMessages>, IFromUrl<GetSessionQuery>;
