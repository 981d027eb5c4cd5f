namespace Chat.Features.Shared.Storage;

/// <summary>The table of a document, with row-level security.</summary>
public sealed record DocumentTable(Type Document, Action<StoreOptions> DeclareTo)
{
    /// <summary>Where its private text lies; null without any.</summary>
    public PrivateText? Text { get; private init; }

    /// <summary>The table's name, without the beginning that all tables of documents have.</summary>
    public string Name => Document.Name.ToLowerInvariant();

    /// <param name="fillFactor">
    /// Percent of a page that inserts fill, for tables with many updates: new versions of rows stay on their page, and an early
    /// vacuum frees the room again (docs/adr/0012-where-the-time-goes.md).
    /// </param>
    /// <param name="text">Where its private text lies.</param>
    internal static DocumentTable Of<T>(int? fillFactor = null, PrivateText? text = null) where T : class => new(typeof(T), store =>
    {
        var table = store.Schema.For<T>().UseRowLevelSecurity(CrossTenantQueries.TenantSetting);
        if (fillFactor is { } percent)
            table.FillFactor(percent).StorageParameter("autovacuum_vacuum_scale_factor", 0.02).StorageParameter("autovacuum_vacuum_threshold", 1000);
    })
    {
        Text = text,
    };
}
