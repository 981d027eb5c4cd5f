// The writes of a stream: its row (locked by the fetch, or new), then its events. Marten's quick append does the same in a function of its own.
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Marten;

internal sealed class WriteStream(string schema, StreamAction stream) : StorageOperation
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(stream.IsNew
            ? $"insert into {schema}.mt_streams (tenant_id, id, version, type) values ($1, $2, $3, $4)"
            : $"update {schema}.mt_streams set version = $3, timestamp = now() where tenant_id = $1 and id = $2");
        command.Parameters.Add(Parameter.For(stream.TenantId));
        command.Parameters.Add(Parameter.For(stream.Key));
        command.Parameters.Add(Parameter.For(stream.Version));
        if (stream.IsNew)
            command.Parameters.Add(Parameter.For(stream.AggregateTypeName));
        return command;
    }

    internal override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new ExistingStreamIdCollisionException(stream.Key, stream.AggregateType, error)
        : null;
}

internal sealed class WriteEvent(StoreOptions options, StreamAction stream, IEvent @event) : StorageOperation
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var schema = options.DatabaseSchemaName;
        var type = @event.EventType;
        var command = new NpgsqlBatchCommand($"""
            insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
            values (nextval('{schema}.mt_events_sequence'), $1, $2, $3, $4, $5, $6, $7, $8)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = @event.Id });
        command.Parameters.Add(Parameter.For(stream.Key));
        command.Parameters.Add(Parameter.For(@event.Version));
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.SerializeToUtf8Bytes(@event.Data, options.Json.GetTypeInfo(type)),
        });
        command.Parameters.Add(Parameter.For(@event.EventTypeName));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = @event.Timestamp });
        command.Parameters.Add(Parameter.For(stream.TenantId));
        command.Parameters.Add(Parameter.For($"{type.FullName}, {type.Assembly.GetName().Name}"));
        return command;
    }

    internal override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new EventStreamUnexpectedMaxEventIdException(stream.Key, stream.AggregateType, @event.Version - 1, @event.Version)
        : null;
}
