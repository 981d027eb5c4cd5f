namespace Chat.Features.Drafts.InterruptDrafts;

/// <summary>
/// Puts together the messages of the current user that did not grow for long, a bounded number at once: those that were
/// streaming become interrupted. Send it again until there was none.
/// </summary>
/// <param name="Before">Messages that last grew before this.</param>
public sealed record InterruptDraftsCommand(DateTimeOffset Before) : ICommand<int>;
