// Marten's IDocumentStore: opens sessions for one tenant. Left out: stores without a tenant, bulk insert, diagnostics.
using System.Data;
using Microsoft.Extensions.Logging;

namespace Marten;

/// <summary>The entry to documents and events; one per database, safe for parallel use.</summary>
public interface IDocumentStore
{
    /// <summary>Access to the schema and to id sequences.</summary>
    IMartenStorage Storage { get; }

    /// <summary>Opens a unit of work for one tenant; it takes a connection only when it needs one.</summary>
    IDocumentSession LightweightSession(string tenantId, IsolationLevel isolationLevel = IsolationLevel.ReadCommitted);

    /// <summary>Opens a read-only session for one tenant.</summary>
    IQuerySession QuerySession(string tenantId);

    /// <summary>Builds what rebuilds projections.</summary>
    /// <param name="tenantIdOrDatabaseIdentifier">Limits it to one tenant.</param>
    /// <param name="logger">Told the progress.</param>
    ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(string? tenantIdOrDatabaseIdentifier = null, ILogger? logger = null);
}
