// Marten's DocumentMapping<T>: the typed side, with the ConfigureMarten convention and the statements of the closed shape storage.
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Marten;

/// <summary>How <typeparamref name="T"/> is stored. A document configures it in <c>public static void ConfigureMarten(DocumentMapping&lt;T&gt;)</c>.</summary>
public sealed class DocumentMapping<T> : DocumentMapping where T : notnull
{
    private readonly Lazy<Statements> _statements;
    private readonly StoreOptions _options;
    private JsonTypeInfo<T>? _typeInfo;

    /// <summary>Creates the mapping and runs the document's own <c>ConfigureMarten</c>.</summary>
    public DocumentMapping(StoreOptions storeOptions) : base(storeOptions, typeof(T))
    {
        _options = storeOptions;
        _statements = new(() => new Statements(this));
        typeof(T).GetMethod("ConfigureMarten", BindingFlags.Public | BindingFlags.Static)?.Invoke(null, [this]);
    }

    internal Statements Sql => _statements.Value;

    private JsonTypeInfo<T> TypeInfo => _typeInfo ??= (JsonTypeInfo<T>)_options.Json.GetTypeInfo(typeof(T));

    internal T Read(NpgsqlDataReader reader, int ordinal) =>
        JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(ordinal), TypeInfo)
        ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    internal object Id(T document) => Sql.Id(document);

    /// <summary>The parameters of every write: tenant, id, data, then the version of a projected document, then the duplicated columns.</summary>
    internal void Bind(NpgsqlBatchCommand command, string tenantId, T document, long projectedVersion)
    {
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string> { TypedValue = tenantId });
        parameters.Add(Parameter.ForId(Sql.Id(document)));
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.SerializeToUtf8Bytes(document, TypeInfo) });
        if (IsProjected)
            parameters.Add(new NpgsqlParameter<long> { TypedValue = projectedVersion });
        else
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() });
        for (var i = 0; i < DuplicatedFields.Count; i++)
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = DuplicatedFields[i].DbType, Value = Sql.Getters[i](document) ?? DBNull.Value });
    }

    internal sealed class Statements
    {
        internal Statements(DocumentMapping<T> mapping)
        {
            var table = mapping.QualifiedTableName;
            var fields = mapping.DuplicatedFields;
            var columns = string.Concat(fields.Select(f => ", " + f.ColumnName));
            var values = string.Concat(fields.Select((_, i) => $", ${i + 5}"));
            var sets = string.Concat(fields.Select((f, i) => $", {f.ColumnName} = ${i + 5}"));
            var type = mapping.DocumentType.FullName;
            Load = $"select data from {table} where tenant_id = $1 and id = $2";
            LoadMany = $"select id, data from {table} where tenant_id = $1 and id = any($2)";
            // A projected document that is stored without a version counts on from the one it has, as in Marten.
            var (first, next) = mapping.IsProjected
                ? ("case when $4 = 0 then 1 else $4 end", "case when $4 = 0 then d.mt_version + 1 else $4 end")
                : ("$4", "$4");
            var set = $"set data = $3, mt_last_modified = transaction_timestamp(), mt_version = {next}, mt_dotnet_type = '{type}'{sets}";
            Insert = $"insert into {table} as d (tenant_id, id, data, mt_version, mt_dotnet_type{columns}) values ($1, $2, $3, {first}, '{type}'{values})";
            Update = $"update {table} as d {set} where tenant_id = $1 and id = $2";
            Upsert = $"{Insert} on conflict (tenant_id, id) do update {set}";
            Delete = $"delete from {table} where tenant_id = $1 and id = $2";
            Getters = [.. fields.Select(f => f.Getter<T>())];
            Id = mapping.IdMember.PropertyType == typeof(long)
                ? Boxed(mapping.IdMember.GetMethod!.CreateDelegate<Func<T, long>>())
                : mapping.IdMember.GetMethod!.CreateDelegate<Func<T, string>>();
        }

        internal string Load { get; }

        internal string LoadMany { get; }

        internal string Insert { get; }

        internal string Update { get; }

        internal string Upsert { get; }

        internal string Delete { get; }

        internal Func<T, object?>[] Getters { get; }

        internal Func<T, object> Id { get; }

        private static Func<T, object> Boxed(Func<T, long> get) => document => get(document);
    }
}
