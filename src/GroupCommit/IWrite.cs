using Npgsql;

namespace Chat.GroupCommit;

/// <summary>One write of a transaction.</summary>
public interface IWrite
{
    /// <summary>Whether it is only right when it touched a row; the commit then waits for that answer.</summary>
    bool MustTouchARow { get; }

    /// <summary>Its command, for a tenant.</summary>
    NpgsqlBatchCommand ToCommand(string tenantId);

    /// <summary>The exception for a write that had to touch a row and found none.</summary>
    Exception NothingTouched();

    /// <summary>The exception for a write that the database refused; null for an error that is not the write's own.</summary>
    Exception? Refused(PostgresException error);
}

/// <summary>What one writer has to write.</summary>
/// <param name="TenantId">Whose rows.</param>
/// <param name="Writes">In this order.</param>
public readonly record struct UnitOfWork(string TenantId, IReadOnlyList<IWrite> Writes);
