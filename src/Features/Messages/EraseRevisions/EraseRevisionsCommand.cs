namespace Chat.Features.Messages.EraseRevisions;

/// <summary>Removes the earlier versions of a message of the current user for good.</summary>
public sealed record EraseRevisionsCommand([FromRoute] long SessionId, [FromRoute] long MessageId)
    : ICommand<EraseRevisionsResponse>, IFromUrl<EraseRevisionsCommand>;
