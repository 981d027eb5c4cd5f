// Reads stored events back. An event type that this version does not know is passed over: the row stays, projections skip it.
using System.Text.Json;
using Npgsql;

namespace Marten;

internal static class EventReader
{
    internal const string Columns = "seq_id, id, stream_id, version, data, type, timestamp, tenant_id";

    internal static StoredEvent? Read(NpgsqlDataReader reader, StoreOptions options)
    {
        var typeName = reader.GetString(5);
        if (options.Events.TypeOf(typeName) is not { } type)
            return null;
        var data = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(4), options.Json.GetTypeInfo(type))
            ?? throw new JsonException($"Event {reader.GetInt64(0)} is null.");
        return new StoredEvent(options.Events.Upcast(typeName, data), typeName)
        {
            Sequence = reader.GetInt64(0),
            Id = reader.GetGuid(1),
            StreamKey = reader.GetString(2),
            Version = reader.GetInt64(3),
            Timestamp = reader.GetFieldValue<DateTimeOffset>(6),
            TenantId = reader.GetString(7),
        };
    }
}
