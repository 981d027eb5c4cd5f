// Marten's DocumentMapping: table, columns and SQL of a document type. Left out: subclasses, soft deletes, foreign keys, other ids.
using System.Reflection;

namespace Marten;

/// <summary>How a document type is stored.</summary>
public abstract class DocumentMapping
{
    private readonly StoreOptions _options;
    private readonly List<DuplicatedField> _duplicatedFields = [];
    private readonly List<DocumentIndex> _indexes = [];

    private protected DocumentMapping(StoreOptions options, Type documentType)
    {
        DocumentType = documentType;
        TableName = $"mt_doc_{documentType.Name.ToLowerInvariant()}";
        _options = options;
        IdMember = documentType.GetProperty("Id")
            ?? throw new InvalidOperationException($"{documentType.Name} has no Id.");
        if (IdMember.PropertyType != typeof(long) && IdMember.PropertyType != typeof(string))
            throw new InvalidOperationException($"The Id of {documentType.Name} must be long or string.");
    }

    internal Type DocumentType { get; }

    internal string TableName { get; }

    // Not kept: the schema may be named after the mapping was made.
    internal string QualifiedTableName => $"{_options.DatabaseSchemaName}.{TableName}";

    internal PropertyInfo IdMember { get; }

    internal bool IsProjected { get; set; }

    internal IReadOnlyList<DuplicatedField> DuplicatedFields => _duplicatedFields;

    internal IReadOnlyList<DocumentIndex> Indexes => _indexes;

    /// <summary>Stores a member as a column as well.</summary>
    /// <param name="members">One property of the document.</param>
    /// <param name="pgType">The column's type; from the member's type when null.</param>
    /// <param name="columnName">The column's name; snake case of the member when null.</param>
    /// <param name="notNull">Whether the column refuses null.</param>
    public DuplicatedField DuplicateField(MemberInfo[] members, string? pgType = null, string? columnName = null, bool notNull = false)
    {
        if (members is not [PropertyInfo property])
            throw new NotSupportedException("Only a property of the document itself can be duplicated.");
        var name = columnName ?? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        var field = new DuplicatedField(property, pgType, name, notNull);
        _duplicatedFields.Add(field);
        return field;
    }

    /// <summary>Adds an index over columns.</summary>
    public DocumentIndex AddIndex(params string[] columns)
    {
        var index = new DocumentIndex(this, columns);
        _indexes.Add(index);
        return index;
    }

    /// <summary>The table and its indexes: their names, with the schema, and what creates them.</summary>
    internal IEnumerable<(string Name, string Ddl)> Objects()
    {
        var idType = IdMember.PropertyType == typeof(long) ? "bigint" : "varchar";
        var duplicated = string.Concat(_duplicatedFields.Select(f => $", {f.ColumnName} {f.PgType}{(f.NotNull ? " not null" : "")}"));
        // Marten puts the numeric version of a projected document behind the type, the uuid of any other before it.
        var version = IsProjected
            ? "mt_dotnet_type varchar, mt_version bigint not null default 0"
            : "mt_version uuid not null default (md5(random()::text || clock_timestamp()::text)::uuid), mt_dotnet_type varchar";
        yield return (QualifiedTableName, $"""
            create table {QualifiedTableName} (
              tenant_id varchar not null default '*DEFAULT*', id {idType} not null, data jsonb not null,
              mt_last_modified timestamptz default transaction_timestamp(), {version}{duplicated},
              constraint pkey_{TableName}_tenant_id_id primary key (tenant_id, id))
            """);
        foreach (var index in _indexes)
            yield return ($"{_options.DatabaseSchemaName}.{index.Name}", index.Ddl);
    }
}
