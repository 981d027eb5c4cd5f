// The writes of a stream: its row (locked by the fetch, or new), then its events. Marten's quick append does the same in a function of its own.
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Marten;

internal sealed class WriteStream(EventStatements sql, StreamAction stream) : StorageOperation
{
    public override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(stream.IsNew ? sql.InsertStream : sql.UpdateStream);
        command.Parameters.Add(Parameter.For(stream.TenantId));
        command.Parameters.Add(Parameter.For(stream.Key));
        command.Parameters.Add(Parameter.For(stream.Version));
        if (stream.IsNew)
            command.Parameters.Add(Parameter.For(stream.AggregateTypeName));
        return command;
    }

    public override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new ExistingStreamIdCollisionException(stream.Key, stream.AggregateType, error)
        : null;
}

internal sealed class WriteEvent(StoreOptions options, StreamAction stream, IEvent @event) : StorageOperation
{
    public override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(options.EventSql.InsertEvent);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = @event.Id });
        command.Parameters.Add(Parameter.For(stream.Key));
        command.Parameters.Add(Parameter.For(@event.Version));
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.SerializeToUtf8Bytes(@event.Data, options.Json.GetTypeInfo(@event.EventType)),
        });
        command.Parameters.Add(Parameter.For(@event.EventTypeName));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = @event.Timestamp });
        command.Parameters.Add(Parameter.For(stream.TenantId));
        command.Parameters.Add(Parameter.For(options.Events.DotnetNameOf(@event.EventType)));
        return command;
    }

    public override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new EventStreamUnexpectedMaxEventIdException(stream.Key, stream.AggregateType, @event.Version - 1, @event.Version)
        : null;
}
