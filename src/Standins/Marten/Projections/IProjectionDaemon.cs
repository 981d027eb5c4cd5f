// JasperFx's IProjectionDaemon: rebuilds. Left out: running asynchronous projections.
namespace Marten;

/// <summary>Rebuilds the documents of projections from the events.</summary>
public interface IProjectionDaemon : IDisposable
{
    /// <summary>Rebuilds all documents of a type, tenant by tenant under the tenant's lock: reads go on, writers of that tenant wait.</summary>
    Task RebuildProjectionAsync<TView>(CancellationToken token);

    /// <summary>Rebuilds the documents of a projection by its class name.</summary>
    Task RebuildProjectionAsync(string projectionName, CancellationToken token);
}
