// One write of a unit of work.
using Npgsql;

namespace Marten;

internal abstract class StorageOperation
{
    internal abstract NpgsqlBatchCommand ToCommand(string tenantId);

    /// <summary>Whether the write is only right when it touched a row; the commit then waits for that answer.</summary>
    internal virtual bool MustTouchARow => false;

    /// <summary>The exception for a write that had to touch a row and found none.</summary>
    internal virtual Exception NothingTouched() => new InvalidOperationException("A write that may touch nothing was asked why it did.");

    /// <summary>The exception for a write that the database refused; null for an error that is not the write's own.</summary>
    internal virtual Exception? Refused(PostgresException error) => null;
}

internal enum WriteKind
{
    /// <summary>Fails when the document exists.</summary>
    Insert,

    /// <summary>Fails when the document does not exist.</summary>
    Update,

    /// <summary>Inserts or replaces.</summary>
    Upsert,

    /// <summary>Replaces a document that was read under the stream's lock, so that it is known to be there.</summary>
    Overwrite,
}

internal sealed class WriteDocument<T>(DocumentMapping<T> mapping, T document, WriteKind kind, long projectedVersion = 0)
    : StorageOperation where T : notnull
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(kind switch
        {
            WriteKind.Insert => mapping.Sql.Insert,
            WriteKind.Upsert => mapping.Sql.Upsert,
            _ => mapping.Sql.Update,
        });
        mapping.Bind(command, tenantId, document, projectedVersion);
        return command;
    }

    internal override bool MustTouchARow => kind == WriteKind.Update;

    internal override Exception NothingTouched() => new NonExistentDocumentException(typeof(T), mapping.Id(document));

    internal override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new DocumentAlreadyExistsException(error, typeof(T), mapping.Id(document))
        : null;
}

internal sealed class DeleteDocument<T>(DocumentMapping<T> mapping, object id) : StorageOperation where T : notnull
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(mapping.Sql.Delete);
        command.Parameters.Add(Parameter.For(tenantId));
        command.Parameters.Add(Parameter.ForId(id));
        return command;
    }
}

internal sealed class DeleteDocuments<T>(DocumentMapping<T> mapping) : StorageOperation where T : notnull
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand($"delete from {mapping.QualifiedTableName} where tenant_id = $1");
        command.Parameters.Add(Parameter.For(tenantId));
        return command;
    }
}

internal sealed class QueuedSql(string sql, object[] parameters) : StorageOperation
{
    internal override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(Parameter.ToPositional('?', sql));
        foreach (var value in parameters)
            command.Parameters.Add(Parameter.For(value));
        return command;
    }
}
