// One write of a unit of work.
using Chat.GroupCommit;
using Npgsql;

namespace Marten;

internal abstract class StorageOperation : IWrite
{
    public abstract NpgsqlBatchCommand ToCommand(string tenantId);

    public virtual bool MustTouchARow => false;

    public virtual Exception NothingTouched() => new InvalidOperationException("A write that may touch nothing was asked why it did.");

    public virtual Exception? Refused(PostgresException error) => null;
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
    public override NpgsqlBatchCommand ToCommand(string tenantId)
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

    public override bool MustTouchARow => kind == WriteKind.Update;

    public override Exception NothingTouched() => new NonExistentDocumentException(typeof(T), mapping.Id(document));

    public override Exception? Refused(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation
        ? new DocumentAlreadyExistsException(error, typeof(T), mapping.Id(document))
        : null;
}

internal sealed class DeleteDocument<T>(DocumentMapping<T> mapping, object id) : StorageOperation where T : notnull
{
    public override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(mapping.Sql.Delete);
        command.Parameters.Add(Parameter.For(tenantId));
        command.Parameters.Add(Parameter.ForId(id));
        return command;
    }
}

internal sealed class DeleteDocuments<T>(DocumentMapping<T> mapping) : StorageOperation where T : notnull
{
    public override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand($"delete from {mapping.QualifiedTableName} where tenant_id = $1");
        command.Parameters.Add(Parameter.For(tenantId));
        return command;
    }
}

internal sealed class QueuedSql(string sql, object[] parameters) : StorageOperation
{
    public override NpgsqlBatchCommand ToCommand(string tenantId)
    {
        var command = new NpgsqlBatchCommand(Parameter.ToPositional('?', sql));
        foreach (var value in parameters)
            command.Parameters.Add(Parameter.For(value));
        return command;
    }
}
