// The statements of streams and events. Made once: their texts and those below took 2 KB and an AssemblyName for every event.
namespace Marten;

internal sealed class EventStatements(string schema)
{
    /// <summary>With the version comes the transaction that changed the row last: a rebuild leaves the version as it is.</summary>
    internal string LockStream { get; } = $"select version, xmin from {schema}.mt_streams where tenant_id = $1 and id = $2 for update";

    internal string LockFreeStream { get; } = $"select version, xmin from {schema}.mt_streams where tenant_id = $1 and id = $2 for update skip locked";

    internal string InsertStream { get; } = $"insert into {schema}.mt_streams (tenant_id, id, version, type) values ($1, $2, $3, $4)";

    internal string UpdateStream { get; } = $"update {schema}.mt_streams set version = $3, timestamp = now() where tenant_id = $1 and id = $2";

    internal string InsertEvent { get; } = $"""
        insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
        values (nextval('{schema}.mt_events_sequence'), $1, $2, $3, $4, $5, $6, $7, $8)
        """;
}
