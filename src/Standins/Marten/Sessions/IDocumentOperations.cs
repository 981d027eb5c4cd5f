// Marten's IDocumentOperations: what a unit of work records. Left out: patches, soft deletes, bulk operations.
namespace Marten;

/// <summary>Records writes that <see cref="IDocumentSession.SaveChangesAsync"/> sends as one batch in one transaction.</summary>
public interface IDocumentOperations : IQuerySession
{
    /// <summary>Inserts or replaces documents.</summary>
    void Store<T>(params T[] entities) where T : notnull;

    /// <summary>Inserts documents; an id that exists fails the commit with <see cref="DocumentAlreadyExistsException"/>.</summary>
    void Insert<T>(params T[] entities) where T : notnull;

    /// <summary>Replaces documents; an id that does not exist fails the commit with <see cref="NonExistentDocumentException"/>.</summary>
    void Update<T>(params T[] entities) where T : notnull;

    /// <summary>Deletes a document.</summary>
    void Delete<T>(T entity) where T : notnull;

    /// <summary>Deletes a document by id.</summary>
    void Delete<T>(long id) where T : notnull;

    /// <summary>Deletes a document by id.</summary>
    void Delete<T>(string id) where T : notnull;

    /// <summary>Queues one SQL statement in the same batch and transaction; <c>?</c> is the placeholder, <c>;</c> is rejected.</summary>
    void QueueSqlCommand(string sql, params object[] parameterValues);
}
