namespace Chat.Features.Users;

/// <summary>Deletes everything of a user, in every table.</summary>
public static class UserRows
{
    private const long RowsAtOnce = 20_000;

    // Drafts first: an append holds the draft's row until its delta is committed. Streams last: events refer to them.
    private static readonly string[] Tables =
    [
        .. FeaturesSetup.Documents.OrderByDescending(table => table.Document == typeof(MessageDraft)).Select(table => $"doc_{table.Name}"),
        "event_projection_floors",
        "events",
        "streams",
    ];

    private static readonly (SqlStatement All, SqlStatement Some)[] Deletes =
        [.. Tables.Select(table => (SqlStatement.Load("DeleteUserRows", ("Table", table)), SqlStatement.Load("DeleteSomeUserRows", ("Table", table))))];

    /// <summary>
    /// Locks the user and deletes the rows of the session's tenant, all in one transaction, which the caller commits: nobody sees a
    /// part of it, and no write gets in between.
    /// </summary>
    /// <returns>The statistics as they were; null when there were none.</returns>
    public static async Task<UserStats?> DeleteAsync(IDocumentSession storage, CancellationToken token)
    {
        var stream = await new UserStream(storage, new CurrentUser(storage.TenantId)).OpenAsync(token);
        // Most of the rows in statements that are short enough for their time-out.
        foreach (var (_, some) in Deletes)
        {
            while ((await storage.RowsAsync(some, row => row.GetInt64(0), token, ("tenant", storage.TenantId), ("most", RowsAtOnce)))[0] == RowsAtOnce)
                token.ThrowIfCancellationRequested();
        }
        // Then what appends have written meanwhile.
        foreach (var (all, _) in Deletes)
            storage.Queue(all, ("tenant", storage.TenantId));
        return stream.Aggregate;
    }
}
