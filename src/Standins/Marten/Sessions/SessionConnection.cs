// The connection of a session: held only while a transaction is open, otherwise taken per query.
// Every failure of the database leaves here as MartenCommandException, as in Marten.
using System.Data;
using Npgsql;

namespace Marten;

internal sealed class SessionConnection(StoreOptions options, string tenantId, IsolationLevel isolationLevel) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private bool _transactionKnowsTheTenant;

    internal async ValueTask BeginAsync(CancellationToken token)
    {
        if (_connection is not null)
            return;
        _connection = await options.DataSource.OpenConnectionAsync(token);
        // Npgsql sends BEGIN together with the first command: no round trip of its own.
        _transaction = await _connection.BeginTransactionAsync(isolationLevel, token);
    }

    internal Task<TResult> ReadAsync<TResult>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read, CancellationToken token) =>
        RunAsync([command], async (batch, tenantFirst) =>
        {
            await using var reader = await batch.ExecuteReaderAsync(token);
            if (tenantFirst)
                await reader.NextResultAsync(token);
            return await read(reader, token);
        }, token);

    internal Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken token)
    {
        var part = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
            part.Parameters.Add(parameter.Clone());
        return RunAsync([part], (batch, _) => batch.ExecuteNonQueryAsync(token), token);
    }

    internal Task ReadBatchAsync(IReadOnlyList<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, Task> read, CancellationToken token) =>
        RunAsync(commands, async (batch, tenantFirst) =>
        {
            await using var reader = await batch.ExecuteReaderAsync(token);
            if (tenantFirst)
                await reader.NextResultAsync(token);
            await read(reader);
            return true;
        }, token);

    /// <summary>Sends all writes and the commit. With a write that must touch a row the commit follows in a round trip of its own.</summary>
    internal async Task SendAsync(IReadOnlyList<StorageOperation> operations, bool commit, CancellationToken token)
    {
        await BeginAsync(token);
        await using var batch = NewBatch(_connection!, operations.Select(o => o.ToCommand(tenantId)), out var tenantFirst);
        var first = tenantFirst ? 1 : 0;
        var checkFirst = operations.Any(o => o.MustTouchARow);
        if (commit && !checkFirst)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        try
        {
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(token);
            for (var i = 0; checkFirst && i < operations.Count; i++)
            {
                if (operations[i].MustTouchARow && batch.BatchCommands[first + i].RecordsAffected == 0)
                    throw operations[i].NothingTouched();
            }
            if (commit && checkFirst)
                await _transaction!.CommitAsync(token);
        }
        catch (NpgsqlException error)
        {
            throw Refusal(error, batch, operations, first) ?? new MartenCommandException(null, error);
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
        (_connection, _transaction, _transactionKnowsTheTenant) = (null, null, false);
        if (transaction is not null)
            await transaction.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<TResult> RunAsync<TResult>(IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlBatch, bool, Task<TResult>> run, CancellationToken token)
    {
        var connection = _connection ?? await options.DataSource.OpenConnectionAsync(token);
        try
        {
            await using var batch = NewBatch(connection, commands, out var tenantFirst);
            return await run(batch, tenantFirst);
        }
        catch (NpgsqlException error)
        {
            throw new MartenCommandException(null, error);
        }
        finally
        {
            if (!ReferenceEquals(connection, _connection))
                await connection.DisposeAsync();
        }
    }

    // The tenant is set for the transaction: once in one of several batches, otherwise with each batch, which is a transaction
    // by itself. So nothing of it stays with a connection that goes back to the pool.
    private NpgsqlBatch NewBatch(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, out bool tenantFirst)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = options.CommandTimeout };
        tenantFirst = options.TenantSetting is not null && !_transactionKnowsTheTenant;
        if (tenantFirst)
            batch.BatchCommands.Add(Parameter.Setting(options.TenantSetting!, tenantId));
        _transactionKnowsTheTenant = _transaction is not null;
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    private static Exception? Refusal(NpgsqlException error, NpgsqlBatch batch, IReadOnlyList<StorageOperation> operations, int first)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (error is PostgresException refused && ReferenceEquals(batch.BatchCommands[first + i], error.BatchCommand))
                return operations[i].Refused(refused);
        }
        return null;
    }
}
