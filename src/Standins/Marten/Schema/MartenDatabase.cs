// Marten's MartenDatabase: creates the schema. Left out: deltas of existing tables; what exists is never altered.
using Npgsql;

namespace Marten;

internal sealed class MartenDatabase(StoreOptions options) : IMartenStorage, IMartenDatabase
{
    // Any number will do, as long as all hosts take the same.
    private const long SchemaLock = 0x6368_6174_7363_6865;

    public IMartenDatabase Database => this;

    public SequenceFactory Sequences { get; } = new(options);

    ISequences IMartenDatabase.Sequences => Sequences;

    public async Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null)
    {
        if ((@override ?? options.AutoCreateSchemaObjects) == AutoCreate.None)
            return;
        await using var connection = await options.DataSource.OpenConnectionAsync();
        await RunAsync(connection, $"select pg_advisory_lock({SchemaLock})");
        try
        {
            await CreateMissingAsync(connection);
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({SchemaLock})");
        }
    }

    // What exists is left out by its name in the catalog: "create index if not exists" would lock the table even so, while
    // other hosts write. For the same reason each addition is a transaction of its own, so that no lock is held while another
    // is waited for; a new database, where nobody writes, gets everything at once or nothing.
    private async Task CreateMissingAsync(NpgsqlConnection connection)
    {
        var schema = options.DatabaseSchemaName;
        await RunAsync(connection, $"do $$ begin if to_regnamespace('{schema}') is null then create schema {schema}; end if; end $$");
        var objects = Objects(schema).ToList();
        await using var command = new NpgsqlCommand("select name from unnest($1) name where to_regclass(name) is null", connection)
        {
            Parameters = { new() { Value = objects.Select(o => o.Name).ToArray() } },
        };
        var missing = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                missing.Add(reader.GetString(0));
        }
        await using var transaction = missing.Contains($"{schema}.mt_streams") ? await connection.BeginTransactionAsync() : null;
        foreach (var (_, ddl) in objects.Where(o => missing.Contains(o.Name)))
            await RunAsync(connection, ddl);
        if (transaction is not null)
            await transaction.CommitAsync();
    }

    private IEnumerable<(string Name, string Ddl)> Objects(string schema) =>
    [
        .. options.Storage.ExtendedSchemaObjects.Select(sequence => (sequence.QualifiedName, sequence.Ddl)),
        .. EventTables(schema),
        .. options.Mappings.SelectMany(mapping => mapping.Objects()),
    ];

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static IEnumerable<(string Name, string Ddl)> EventTables(string schema) =>
    [
        ($"{schema}.mt_hilo", $"""
            create table {schema}.mt_hilo (
              entity_name varchar not null constraint pkey_mt_hilo_entity_name primary key, hi_value bigint default 0)
            """),
        ($"{schema}.mt_streams", $"""
            create table {schema}.mt_streams (
              tenant_id varchar not null default '*DEFAULT*', id varchar not null, type varchar, version bigint,
              timestamp timestamptz not null default now(), created timestamptz not null default now(), is_archived boolean default false,
              constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id))
            """),
        ($"{schema}.mt_events", $"""
            create table {schema}.mt_events (
              seq_id bigint not null constraint pkey_mt_events_seq_id primary key, id uuid not null, stream_id varchar, version bigint not null,
              data jsonb not null, bdata bytea, type varchar(500) not null, timestamp timestamptz not null default now(),
              tenant_id varchar default '*DEFAULT*', mt_dotnet_type varchar, is_archived boolean default false,
              constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references {schema}.mt_streams (tenant_id, id))
            """),
        ($"{schema}.mt_events_sequence", $"create sequence {schema}.mt_events_sequence owned by {schema}.mt_events.seq_id"),
        ($"{schema}.pk_mt_events_stream_and_version", $"create unique index pk_mt_events_stream_and_version on {schema}.mt_events (tenant_id, stream_id, version)"),
        ($"{schema}.mt_event_progression", $"""
            create table {schema}.mt_event_progression (
              name varchar not null constraint pk_mt_event_progression primary key, last_seq_id bigint, last_updated timestamptz default transaction_timestamp())
            """),
    ];
}
