// Marten's ProjectionDaemon, rebuilds only. Unlike Marten's it is right while others write: each tenant is rebuilt in one
// transaction that holds the lock of the tenant's one stream (its key is the tenant id). A rebuild that was cut off is
// simply run again.
using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten;

internal sealed partial class ProjectionDaemon(StoreOptions options, SequenceFactory sequences, string? tenantId, ILogger logger) : IProjectionDaemon
{
    private const int TenantsAPage = 500;
    private const int EventsAPage = 1_000;

    public Task RebuildProjectionAsync<TView>(CancellationToken token) => RebuildAsync(p => p.DocumentType == typeof(TView), typeof(TView).Name, token);

    public Task RebuildProjectionAsync(string projectionName, CancellationToken token) =>
        RebuildAsync(p => string.Equals(p.GetType().Name, projectionName, StringComparison.Ordinal), projectionName, token);

    public void Dispose()
    {
        // Nothing is held between rebuilds; Marten's interface is disposable.
    }

    private async Task RebuildAsync(Func<ProjectionBase, bool> isWanted, string name, CancellationToken token)
    {
        var projection = options.Projections.Inline.Find(p => isWanted(p))
            ?? throw new ArgumentException($"No projection is registered for {name}.", nameof(name));
        var (tenants, events) = (0L, 0L);
        for (string? last = null; await NextTenantsAsync(last, token) is { Count: > 0 } page; last = page[^1])
        {
            foreach (var tenant in page)
                events += await RebuildTenantAsync(projection, tenant, token);
            LogProgress(logger, name, tenants += page.Count, events);
            if (tenantId is not null)
                break;
        }
    }

    private async Task<IReadOnlyList<string>> NextTenantsAsync(string? last, CancellationToken token)
    {
        if (tenantId is not null)
            return [tenantId];
        await using var batch = options.DataSource.CreateBatch();
        if (options.EveryTenantSetting is { } setting)
            batch.BatchCommands.Add(Parameter.Setting(setting, "on"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            select tenant_id from {options.DatabaseSchemaName}.mt_streams where tenant_id > $1 and type is distinct from 'mt_tombstone' order by tenant_id limit {TenantsAPage}
            """) { Parameters = { Parameter.For(last ?? "") } });
        await using var reader = await batch.ExecuteReaderAsync(token);
        if (options.EveryTenantSetting is not null)
            await reader.NextResultAsync(token);
        var tenants = new List<string>();
        while (await reader.ReadAsync(token))
            tenants.Add(reader.GetString(0));
        return tenants;
    }

    private async Task<long> RebuildTenantAsync(ProjectionBase projection, string tenant, CancellationToken token)
    {
        await using var session = new DocumentSession(options, sequences, tenant, IsolationLevel.ReadCommitted);
        await session.BeginTransactionAsync(token);
        // No event tells of what a rebuild changes: the stream's time does, which is later than before whatever the clock says.
        var versions = await session.QueryAsync<long>(
            $"update {options.DatabaseSchemaName}.mt_streams set timestamp = greatest(now(), timestamp + interval '1 microsecond') where tenant_id = ? and id = ? returning version",
            token, tenant, tenant);
        // Without a stream there is no lock: what a first write stores meanwhile must stay.
        if (versions.Count == 0)
            return 0;
        session.Record(projection.DeleteAll());
        await session.SendAsync(commit: false, token);
        for (var version = 0L; version < versions[0]; version += EventsAPage)
        {
            var events = await session.ReadEventsAsync(tenant, version + EventsAPage, null, version + 1, token);
            await projection.ApplyAsync(session, StreamAction.OfStored(options.Events, tenant, events), token);
            // Sent page by page: memory holds one page of events and the documents that it touches.
            await session.SendAsync(commit: version + EventsAPage >= versions[0], token);
        }
        return versions[0];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuilt {Projection} for {Tenants} tenants from {Events} events")]
    private static partial void LogProgress(ILogger logger, string projection, long tenants, long events);
}
