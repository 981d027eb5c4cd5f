// Marten's DocumentIndex: an index over columns of a document table. Left out: methods but btree, masks, concurrent builds.
namespace Marten;

/// <summary>An index over columns of a document table; its order is ascending, which backward scans serve as well.</summary>
public sealed class DocumentIndex
{
    private readonly DocumentMapping _parent;
    private readonly string[] _columns;

    internal DocumentIndex(DocumentMapping parent, string[] columns)
    {
        _parent = parent;
        _columns = columns;
        Name = $"{parent.TableName}_idx_{string.Join('_', columns)}";
    }

    /// <summary>The index's name; Marten's default unless set.</summary>
    public string Name { get; set; }

    /// <summary>Whether two rows may not have the same values.</summary>
    public bool IsUnique { get; set; }

    /// <summary>A condition that limits the index to some rows.</summary>
    public string? Predicate { get; set; }

    /// <summary>Columns that an index-only scan can read beside those of the key.</summary>
    public string[]? IncludeColumns { get; set; }

    internal string Ddl =>
        $"create {(IsUnique ? "unique " : "")}index {Name} on {_parent.QualifiedTableName} using btree ({string.Join(", ", _columns)})"
        + (IncludeColumns is null ? "" : $" include ({string.Join(", ", IncludeColumns)})")
        + (Predicate is null ? "" : $" where ({Predicate})");
}
