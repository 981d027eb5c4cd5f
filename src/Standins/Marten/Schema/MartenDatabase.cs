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
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in Ddl().Prepend($"select pg_advisory_xact_lock({SchemaLock})"))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private IEnumerable<string> Ddl()
    {
        var schema = options.DatabaseSchemaName;
        yield return $"create schema if not exists {schema}";
        foreach (var sequence in options.Storage.ExtendedSchemaObjects)
            yield return sequence.Ddl;
        foreach (var statement in EventTables(schema))
            yield return statement;
        foreach (var statement in options.Mappings.SelectMany(m => m.Ddl()))
            yield return statement;
    }

    private static IEnumerable<string> EventTables(string schema) =>
    [
        $"""
        create table if not exists {schema}.mt_hilo (
          entity_name varchar not null constraint pkey_mt_hilo_entity_name primary key, hi_value bigint default 0)
        """,
        $"""
        create table if not exists {schema}.mt_streams (
          tenant_id varchar not null default '*DEFAULT*', id varchar not null, type varchar, version bigint,
          timestamp timestamptz not null default now(), created timestamptz not null default now(), is_archived boolean default false,
          constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id))
        """,
        $"""
        create table if not exists {schema}.mt_events (
          seq_id bigint not null constraint pkey_mt_events_seq_id primary key, id uuid not null, stream_id varchar, version bigint not null,
          data jsonb not null, bdata bytea, type varchar(500) not null, timestamp timestamptz not null default now(),
          tenant_id varchar default '*DEFAULT*', mt_dotnet_type varchar, is_archived boolean default false,
          constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references {schema}.mt_streams (tenant_id, id))
        """,
        $"create sequence if not exists {schema}.mt_events_sequence owned by {schema}.mt_events.seq_id",
        $"create unique index if not exists pk_mt_events_stream_and_version on {schema}.mt_events (tenant_id, stream_id, version)",
        $"""
        create table if not exists {schema}.mt_event_progression (
          name varchar not null constraint pk_mt_event_progression primary key, last_seq_id bigint, last_updated timestamptz default transaction_timestamp())
        """,
    ];
}
