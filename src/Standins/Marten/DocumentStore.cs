// Marten's DocumentStore. See IDocumentStore for what is left out.
using System.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marten;

internal sealed class DocumentStore : IDocumentStore
{
    private readonly StoreOptions _options;
    private readonly MartenDatabase _database;

    internal DocumentStore(StoreOptions options)
    {
        if (options.DataSource is null)
            throw new InvalidOperationException("The store has no database; call options.Connection(dataSource).");
        _options = options;
        _options.Json.MakeReadOnly(populateMissingResolver: true);
        _database = new MartenDatabase(options);
    }

    public IMartenStorage Storage => _database;

    public IDocumentSession LightweightSession(string tenantId, IsolationLevel isolationLevel = IsolationLevel.ReadCommitted) =>
        new DocumentSession(_options, _database.Sequences, tenantId, isolationLevel);

    public IQuerySession QuerySession(string tenantId) => new QuerySession(_options, tenantId);

    public ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(string? tenantIdOrDatabaseIdentifier = null, ILogger? logger = null) =>
        new(new ProjectionDaemon(_options, _database.Sequences, tenantIdOrDatabaseIdentifier, logger ?? NullLogger.Instance));
}
