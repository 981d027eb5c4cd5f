namespace Chat.Features.Sessions.ChangeSessions;

/// <summary>Changes several sessions of the current user: all of them or none.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Ids">1 to 1,000 sessions; one that is named again counts once.</param>
public sealed record ChangeSessionsCommand(SessionsAction? Action, [Length(1, 1_000)] IReadOnlyList<long>? Ids)
    : ICommand<ChangeSessionsResponse>, IFromBody<ChangeSessionsCommand>;
