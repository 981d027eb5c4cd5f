namespace Chat.Features.Transfer;

internal static class TransferSql
{
    internal static readonly SqlStatement
        NewSessionId = SqlStatement.Load("NewSessionId"),
        IsImported = SqlStatement.Load("IsImported");
}
