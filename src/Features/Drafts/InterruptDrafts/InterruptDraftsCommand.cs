namespace Chat.Features.Drafts.InterruptDrafts;

/// <summary>Closes one draft that last grew before <paramref name="Before"/>; a streaming message becomes interrupted. Send it until it returns 0.</summary>
public sealed record InterruptDraftsCommand(DateTimeOffset Before) : ICommand<int>;
