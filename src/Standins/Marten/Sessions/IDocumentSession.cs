// Marten's IDocumentSession: one unit of work. Left out: change tracking, listeners, headers, several tenants in one session.
namespace Marten;

/// <summary>A unit of work of one tenant: one connection, one transaction, one commit.</summary>
public interface IDocumentSession : IDocumentOperations
{
    /// <summary>The tenant's event streams.</summary>
    IEventStoreOperations Events { get; }

    /// <summary>Runs inline projections and commits everything recorded, all or nothing, in one round trip.</summary>
    /// <exception cref="DocumentAlreadyExistsException">An inserted id or a unique value exists.</exception>
    /// <exception cref="NonExistentDocumentException">An updated document does not exist.</exception>
    /// <exception cref="ExistingStreamIdCollisionException">A started stream exists.</exception>
    /// <exception cref="EventStreamUnexpectedMaxEventIdException">A stream has moved since it was fetched.</exception>
    /// <exception cref="MartenCommandException">Any other refusal by the database; the inner exception is Npgsql's.</exception>
    Task SaveChangesAsync(CancellationToken token = default);

    /// <summary>Opens the transaction now: needed before an advisory lock or a batched exclusive fetch.</summary>
    ValueTask BeginTransactionAsync(CancellationToken token);

    /// <summary>Gathers loads that go to the database in one round trip.</summary>
    IBatchedQuery CreateBatchQuery();

    /// <summary>Keeps loaded documents of this type, so that inline projections start from them without another read.</summary>
    void UseIdentityMapFor<T>();
}
