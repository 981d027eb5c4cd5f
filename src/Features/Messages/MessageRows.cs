namespace Chat.Features.Messages;

/// <summary>Deletes what is stored of messages in every table that has rows of them (<see cref="PrivateText"/>).</summary>
internal static class MessageRows
{
    private static readonly SqlStatement OfSessions = SqlStatement.Load("MessagesDelete");

    // Without the messages themselves.
    private static readonly Dictionary<Type, (SqlStatement OfMessage, SqlStatement OfSessions)> Tables = FeaturesSetup.Documents
        .Where(table => table.Text?.MessageColumn is not null && table.Document != typeof(ChatMessage))
        .ToDictionary(
            table => table.Document,
            table => (SqlStatement.Load("MessageRowsDelete", PartsOf(table)), SqlStatement.Load("MessageRowsDeleteOfSessions", PartsOf(table))));

    internal static (string, string)[] PartsOf<T>() => PartsOf(FeaturesSetup.Documents.Single(table => table.Document == typeof(T)));

    /// <summary>Deletes the rows of a message in one table.</summary>
    internal static void Delete<T>(IDocumentSession storage, long message) =>
        storage.Queue(Tables[typeof(T)].OfMessage, ("tenant", storage.TenantId), ("message", message));

    /// <summary>Deletes all rows of a message but its own.</summary>
    internal static void DeleteAll(IDocumentSession storage, long message)
    {
        foreach (var (delete, _) in Tables.Values)
            storage.Queue(delete, ("tenant", storage.TenantId), ("message", message));
    }

    /// <summary>Deletes the messages behind a sequence of sessions, with all their rows.</summary>
    internal static void DeleteBehind(IDocumentSession storage, long[] sessions, long sequence)
    {
        // Messages last: the other rows are found by joining them.
        foreach (var delete in Tables.Values.Select(table => table.OfSessions).Append(OfSessions))
            storage.Queue(delete, ("tenant", storage.TenantId), ("sessions", sessions), ("left", sequence));
    }

    private static (string, string)[] PartsOf(DocumentTable table) => [("Table", table.Name), ("Column", table.Text!.MessageColumn!)];
}
