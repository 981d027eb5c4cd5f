namespace Chat.Features.Messages;

/// <summary>Ids of messages. Take one before the user's stream is locked: a new block of ids may need a second connection.</summary>
internal sealed class MessageIds(IDocumentStore store)
{
    internal long Next() => store.Storage.Database.Sequences.SequenceFor(typeof(ChatMessage)).NextLong();
}
