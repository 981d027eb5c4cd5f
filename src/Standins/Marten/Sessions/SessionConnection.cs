// The connection of a session: held only while a transaction is open, otherwise taken per query.
// Every failure of the database leaves here as MartenCommandException, as in Marten.
using System.Data;
using Chat.GroupCommit;
using Npgsql;

namespace Marten;

internal sealed class SessionConnection(StoreOptions options, string tenantId, IsolationLevel isolationLevel) : IAsyncDisposable
{
    private bool _isInTransaction;

    // While it is in a transaction, one of these once the database was asked for anything.
    private OpenTransaction? _transaction;
    private GroupMember? _member;

    /// <summary>Everything from here to the commit is one transaction; it opens with the first question to the database.</summary>
    internal void Begin() => _isInTransaction = true;

    internal Task<TResult> ReadAsync<TResult>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read, CancellationToken token) =>
        ReadAsync([command], read, token);

    internal Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken token)
    {
        var part = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
            part.Parameters.Add(parameter.Clone());
        return RunAsync([part], (batch, _) => batch.ExecuteNonQueryAsync(token), token);
    }

    /// <summary>Runs a batch. One that locks a stream, as the first of its transaction, may do so in a transaction that other sessions share.</summary>
    internal async Task ReadBatchAsync(BatchedQuery queries, CancellationToken token)
    {
        if (_isInTransaction && _transaction is null && _member is null && queries.MayShare && isolationLevel == IsolationLevel.ReadCommitted)
        {
            _member = await JoinAsync(queries, token);
            if (_member is not null)
                return;
        }
        await ReadAsync(queries.Commands(isShared: false), async (reader, _) =>
        {
            await queries.ReadAsync(reader, isShared: false);
            return true;
        }, token);
    }

    /// <summary>Sends all writes and the commit.</summary>
    internal async Task SendAsync(IReadOnlyList<IWrite> operations, bool commit, CancellationToken token)
    {
        try
        {
            // A copy: the group may still send it when this session waits no more.
            if (commit && _member is not null && await _member.SaveAsync([.. operations], token))
                return;
            Begin();
            await OpenAsync(token);
            if (await _transaction!.SendAsync([new UnitOfWork(tenantId, operations)], commit, token) is { } failed)
                throw failed.Error;
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(null, error);
        }
        finally
        {
            if (commit)
                await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var (transaction, member) = (_transaction, _member);
        (_isInTransaction, _transaction, _member) = (false, null, null);
        if (member is not null)
            transaction = await member.LeaveAsync();
        if (transaction is not null)
            await transaction.DisposeAsync();
    }

    private async Task<GroupMember?> JoinAsync(BatchedQuery queries, CancellationToken token)
    {
        try
        {
            return await options.TransactionGroups.JoinAsync(queries, token);
        }
        catch (PostgresException error)
        {
            // What else fails is the connection, and no command waited for a lock.
            throw new MartenCommandException(null, error);
        }
    }

    private Task<TResult> ReadAsync<TResult>(
        IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read, CancellationToken token) =>
        RunAsync(commands, async (batch, tenantFirst) =>
        {
            await using var reader = await batch.ExecuteReaderAsync(token);
            if (tenantFirst)
                await reader.NextResultAsync(token);
            return await read(reader, token);
        }, token);

    private async Task<TResult> RunAsync<TResult>(IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlBatch, bool, Task<TResult>> run, CancellationToken token)
    {
        await OpenAsync(token);
        // Outside of a transaction a batch is one by itself: the tenant is set in it, and nothing of it stays with a connection that goes back to the pool.
        var connection = _transaction is null ? await options.DataSource.OpenConnectionAsync(token) : null;
        try
        {
            await using var batch = _transaction?.NewBatch() ?? new NpgsqlBatch(connection) { Timeout = options.CommandTimeout };
            var tenantFirst = _transaction?.NameTenant(batch, tenantId) ?? options.Transactions.NameTenant is not null;
            if (tenantFirst && _transaction is null)
                batch.BatchCommands.Add(options.Transactions.NameTenant!(tenantId));
            foreach (var command in commands)
                batch.BatchCommands.Add(command);
            return await run(batch, tenantFirst);
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(null, error);
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Gives the session a transaction of its own, when it is in one; one that shared another's locks its stream again.</summary>
    private async Task OpenAsync(CancellationToken token)
    {
        if (!_isInTransaction || _transaction is not null)
            return;
        if (_member is not { } member)
        {
            _transaction = await OpenTransaction.BeginAsync(options.Transactions, isolationLevel, token);
            return;
        }
        _member = null;
        _transaction = await member.LeaveAsync();
        if (_transaction is not null)
            return;
        _transaction = await OpenTransaction.BeginAsync(options.Transactions, isolationLevel, token);
        await ((BatchedQuery)member.Read).LockAgainAsync(this, token);
    }
}
