// The connection of a session: held only while a transaction is open, otherwise taken per query.
// Every failure of the database leaves here as MartenCommandException, as in Marten.
using System.Data;
using Npgsql;

namespace Marten;

internal sealed class SessionConnection(StoreOptions options, IsolationLevel isolationLevel) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    internal async ValueTask BeginAsync(CancellationToken token)
    {
        if (_connection is not null)
            return;
        _connection = await options.DataSource.OpenConnectionAsync(token);
        // Npgsql sends BEGIN together with the first command: no round trip of its own.
        _transaction = await _connection.BeginTransactionAsync(isolationLevel, token);
    }

    internal async Task<TResult> ReadAsync<TResult>(NpgsqlCommand command, Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read, CancellationToken token)
    {
        var connection = _connection ?? await options.DataSource.OpenConnectionAsync(token);
        try
        {
            command.Connection = connection;
            command.CommandTimeout = options.CommandTimeout;
            await using var reader = await command.ExecuteReaderAsync(token);
            return await read(reader, token);
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(command, error);
        }
        finally
        {
            await ReturnAsync(connection);
        }
    }

    internal async Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken token)
    {
        var connection = _connection ?? await options.DataSource.OpenConnectionAsync(token);
        try
        {
            command.Connection = connection;
            command.CommandTimeout = options.CommandTimeout;
            return await command.ExecuteNonQueryAsync(token);
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(command, error);
        }
        finally
        {
            await ReturnAsync(connection);
        }
    }

    internal async Task ReadBatchAsync(IReadOnlyList<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, Task> read, CancellationToken token)
    {
        var connection = _connection ?? await options.DataSource.OpenConnectionAsync(token);
        try
        {
            await using var batch = NewBatch(connection, commands);
            await using var reader = await batch.ExecuteReaderAsync(token);
            await read(reader);
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(null, error);
        }
        finally
        {
            await ReturnAsync(connection);
        }
    }

    /// <summary>Sends all writes and the commit. With a write that must touch a row the commit follows in a round trip of its own.</summary>
    internal async Task SendAsync(IReadOnlyList<StorageOperation> operations, string tenantId, bool commit, CancellationToken token)
    {
        await BeginAsync(token);
        await using var batch = NewBatch(_connection!, operations.Select(o => o.ToCommand(tenantId)));
        var checkFirst = operations.Any(o => o.MustTouchARow);
        if (commit && !checkFirst)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        try
        {
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(token);
            for (var i = 0; checkFirst && i < operations.Count; i++)
            {
                if (operations[i].MustTouchARow && batch.BatchCommands[i].RecordsAffected == 0)
                    throw operations[i].NothingTouched();
            }
            if (commit && checkFirst)
                await _transaction!.CommitAsync(token);
        }
        catch (NpgsqlException error)
        {
            throw Refusal(error, batch, operations) ?? new MartenCommandException(null, error);
        }
        finally
        {
            if (commit)
                await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var (connection, transaction) = (_connection, _transaction);
        (_connection, _transaction) = (null, null);
        if (transaction is not null)
            await transaction.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private NpgsqlBatch NewBatch(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = options.CommandTimeout };
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    private static Exception? Refusal(NpgsqlException error, NpgsqlBatch batch, IReadOnlyList<StorageOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (error is PostgresException refused && ReferenceEquals(batch.BatchCommands[i], error.BatchCommand))
                return operations[i].Refused(refused);
        }
        return null;
    }

    private ValueTask ReturnAsync(NpgsqlConnection connection) =>
        ReferenceEquals(connection, _connection) ? ValueTask.CompletedTask : connection.DisposeAsync();
}
