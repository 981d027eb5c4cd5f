// Marten's IQuerySession: loads and raw queries. Left out: LINQ, compiled queries, batches of queries, sync methods.
using Npgsql;

namespace Marten;

/// <summary>Reads documents of one tenant. Loads are filtered by tenant; SQL texts are not and must name <c>tenant_id</c>.</summary>
public interface IQuerySession : IAsyncDisposable
{
    /// <summary>The tenant whose rows loads can reach.</summary>
    string TenantId { get; }

    /// <summary>Reads stored JSON as it is.</summary>
    IJsonLoader Json { get; }

    /// <summary>Loads one document, or null.</summary>
    Task<T?> LoadAsync<T>(long id, CancellationToken token = default) where T : notnull;

    /// <summary>Loads one document, or null.</summary>
    Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull;

    /// <summary>Runs a <c>where …</c> fragment over a document type, or a whole select of <c>data</c> or of one scalar; <c>?</c> is the placeholder.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters);

    /// <summary>The same with another placeholder, for SQL that needs <c>?</c> itself.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters);

    /// <summary>Writes the selected jsonb values as one JSON array, unparsed, and returns their number.</summary>
    Task<int> StreamJson<T>(Stream destination, CancellationToken token, string sql, params object[] parameters);

    /// <summary>Runs a command in the session's connection and transaction; returns the rows affected.</summary>
    Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken token = new());

    /// <summary>Takes the next value of a sequence of the schema.</summary>
    Task<long> NextSequenceValueAsLong(string sequenceName, CancellationToken token);
}
