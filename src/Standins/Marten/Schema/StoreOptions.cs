// Marten's StoreOptions: what the host configures. Left out: everything but conjoined tenancy, string streams and System.Text.Json.
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.GroupCommit;
using Npgsql;

namespace Marten;

/// <summary>The configuration of a document store.</summary>
public sealed class StoreOptions
{
    private readonly Dictionary<Type, DocumentMapping> _mappings = [];

    /// <summary>Creates options with Marten's defaults.</summary>
    public StoreOptions()
    {
        Schema = new MartenRegistry(this);
        Projections = new ProjectionOptions(this);
    }

    /// <summary>Schema of all tables; <c>public</c> unless set.</summary>
    public string DatabaseSchemaName { get; set; } = "public";

    /// <summary>What may be changed in the schema at start.</summary>
    public AutoCreate AutoCreateSchemaObjects { get; set; } = AutoCreate.CreateOnly;

    /// <summary>Seconds a command may take.</summary>
    public int CommandTimeout { get; set; } = 30;

    /// <summary>
    /// The setting of the database that names the tenant of a session to row-level security; null for none. It is not of
    /// Marten, which knows no such policies.
    /// </summary>
    public string? TenantSetting { get; set; }

    /// <summary>The setting that is <c>on</c> where all tenants are to be seen: for the list of tenants to rebuild.</summary>
    public string? EveryTenantSetting { get; set; }

    /// <summary>Document types.</summary>
    public MartenRegistry Schema { get; }

    /// <summary>Inline projections.</summary>
    public ProjectionOptions Projections { get; }

    /// <summary>Event types.</summary>
    public EventGraph Events { get; } = new();

    /// <summary>Rules for all documents.</summary>
    public PoliciesExpression Policies { get; } = new();

    /// <summary>Further schema objects.</summary>
    public StorageFeatures Storage { get; } = new();

    // Not made before it is asked for: the schema may be named late.
    internal EventStatements EventSql => field ??= new(DatabaseSchemaName);

    internal TransactionSettings Transactions => field ??= new(
        DataSource, CommandTimeout, TenantSetting is { } setting ? tenant => Parameter.Setting(setting, tenant) : null);

    internal TransactionGroups TransactionGroups => field ??= new(Transactions);

    internal NpgsqlDataSource DataSource { get; private set; } = null!;

    internal JsonSerializerOptions Json { get; private set; } = new(JsonSerializerDefaults.General);

    internal IReadOnlyCollection<DocumentMapping> Mappings => _mappings.Values;

    /// <summary>Sets the database. The pool must tell which command of a batch failed, or the exception would not say what was refused.</summary>
    /// <exception cref="ArgumentException">The pool lacks <c>Include Failed Batched Command</c>.</exception>
    public void Connection(NpgsqlDataSource dataSource)
    {
        if (!new NpgsqlConnectionStringBuilder(dataSource.ConnectionString).IncludeFailedBatchedCommand)
            throw new ArgumentException("The connection string needs Include Failed Batched Command=true.", nameof(dataSource));
        DataSource = dataSource;
    }

    /// <summary>Sets how documents and events become JSON.</summary>
    public void UseSystemTextJsonForSerialization(EnumStorage enumStorage, Casing casing, Action<JsonSerializerOptions>? configure = null)
    {
        if (enumStorage != EnumStorage.AsString || casing != Casing.SnakeCase)
            throw new NotSupportedException("Only words in snake case are known.");
        Json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        Json.Converters.Add(new JsonStringEnumConverter());
        configure?.Invoke(Json);
    }

    internal DocumentMapping MappingFor(Type type) =>
        _mappings.TryGetValue(type, out var mapping)
            ? mapping
            : throw new InvalidOperationException($"{type.Name} is not a document type of this store; name it with Schema.For<{type.Name}>().");

    internal bool IsDocument(Type type) => _mappings.ContainsKey(type);

    internal DocumentMapping<T> AddMapping<T>() where T : notnull
    {
        if (!_mappings.TryGetValue(typeof(T), out var mapping))
            _mappings.Add(typeof(T), mapping = new DocumentMapping<T>(this));
        return (DocumentMapping<T>)mapping;
    }
}
