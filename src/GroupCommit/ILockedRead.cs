using Npgsql;

namespace Chat.GroupCommit;

/// <summary>A batch of queries of one tenant. The first locks a row, and the others depend on it.</summary>
public interface ILockedRead
{
    /// <summary>Whose rows are read and locked.</summary>
    string TenantId { get; }

    /// <summary>Whether everything was read with the row locked.</summary>
    bool HasLock { get; }

    /// <summary>Why it could not be read, though the database answered; null when it could.</summary>
    Exception? Failure { get; }

    /// <summary>The queries.</summary>
    /// <param name="isShared">Whether others share the transaction: then a lock that another transaction holds is not waited for, and no row is found.</param>
    IReadOnlyList<NpgsqlBatchCommand> Commands(bool isShared);

    /// <summary>Reads a result for each of the queries, and goes to the one behind the last.</summary>
    /// <param name="reader">Stands on the first.</param>
    /// <param name="isShared">As for the commands. Only the connection's own failures are thrown then.</param>
    Task ReadAsync(NpgsqlDataReader reader, bool isShared);
}
