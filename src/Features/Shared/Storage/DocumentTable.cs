namespace Chat.Features.Shared.Storage;

/// <summary>The table of a document: with rows of users, and so under row-level security.</summary>
/// <param name="Document">The type of its rows.</param>
/// <param name="DeclareTo">Declares it to the store.</param>
public sealed record DocumentTable(Type Document, Action<StoreOptions> DeclareTo)
{
    /// <param name="fillFactor">
    /// Of a table whose rows are updated by most commands: how much of a page is filled at first, in percent. With room on the
    /// page for the next version of a row, the update stays on the page, and a vacuum that starts early keeps that room free
    /// (docs/adr/0012-where-the-time-goes.md).
    /// </param>
    /// <typeparam name="T">The document.</typeparam>
    internal static DocumentTable Of<T>(int? fillFactor = null) where T : class => new(typeof(T), store =>
    {
        var table = store.Schema.For<T>().UseRowLevelSecurity(CrossTenantQueries.TenantSetting);
        if (fillFactor is { } percent)
            table.FillFactor(percent).StorageParameter("autovacuum_vacuum_scale_factor", 0.02).StorageParameter("autovacuum_vacuum_threshold", 1000);
    });
}
