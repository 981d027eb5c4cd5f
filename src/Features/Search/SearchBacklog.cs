namespace Chat.Features.Search;

/// <summary>
/// A session whose messages and title are not all searchable yet: of a database of the version before, or written by a host of it.
/// Triggers and the schema change insert the rows.
/// </summary>
public sealed record SearchBacklog
{
    /// <summary>The session's id.</summary>
    public long Id { get; set; }

    /// <summary>The messages up to this sequence are searchable.</summary>
    public long After { get; init; }

    public static void ConfigureMarten(DocumentMapping<SearchBacklog> mapping) =>
        mapping.Metadata.Version.Enabled = mapping.Metadata.LastModified.Enabled = mapping.Metadata.DotNetType.Enabled = false;
}
