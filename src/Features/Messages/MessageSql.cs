namespace Chat.Features.Messages;

internal static class MessageSql
{
    internal static readonly SqlStatement
        Appended = SqlStatement.Load("MessageAppended"),
        LockDraft = SqlStatement.Load("LockDraft"),
        Change = SqlStatement.Load("ChangeMessage");
}
