using System.Data;
using Npgsql;

namespace Chat.GroupCommit;

/// <summary>A transaction of the database, with its connection: of one unit of work, or of several that share it.</summary>
public sealed class OpenTransaction : IAsyncDisposable
{
    private readonly TransactionSettings _settings;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private string? _tenant;

    private OpenTransaction(TransactionSettings settings, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_settings, _connection, _transaction) = (settings, connection, transaction);

    /// <summary>Takes a connection. The server hears of the transaction with the first batch.</summary>
    /// <exception cref="NpgsqlException">There is no connection to be had.</exception>
    public static async Task<OpenTransaction> BeginAsync(TransactionSettings settings, IsolationLevel isolationLevel, CancellationToken token)
    {
        var connection = await settings.DataSource.OpenConnectionAsync(token);
        try
        {
            // Npgsql sends BEGIN together with the first command: no round trip of its own.
            return new OpenTransaction(settings, connection, await connection.BeginTransactionAsync(isolationLevel, token));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty batch in the transaction.</summary>
    public NpgsqlBatch NewBatch() => new(_connection) { Timeout = _settings.CommandTimeout };

    /// <summary>Names the tenant of the commands that follow, unless it was named last.</summary>
    /// <returns>Whether that took a command.</returns>
    public bool NameTenant(NpgsqlBatch batch, string tenantId)
    {
        if (_settings.NameTenant is null || tenantId == _tenant)
            return false;
        _tenant = tenantId;
        batch.BatchCommands.Add(_settings.NameTenant(tenantId));
        return true;
    }

    /// <summary>Sends all writes and the commit. With a write that must touch a row the commit follows in a round trip of its own.</summary>
    /// <returns>Whose write failed, and why; nothing is stored then. Null when none did.</returns>
    /// <exception cref="NpgsqlException">No write is to blame. When it came with the commit, nobody knows whether everything is stored.</exception>
    public async Task<(int Writer, Exception Error)?> SendAsync(IReadOnlyList<UnitOfWork> writers, bool commit, CancellationToken token)
    {
        await using var batch = NewBatch();
        var sent = new List<(int Writer, IWrite Write, NpgsqlBatchCommand Command)>();
        for (var i = 0; i < writers.Count; i++)
        {
            NameTenant(batch, writers[i].TenantId);
            foreach (var write in writers[i].Writes)
            {
                var command = write.ToCommand(writers[i].TenantId);
                batch.BatchCommands.Add(command);
                sent.Add((i, write, command));
            }
        }
        var checkFirst = sent.Exists(one => one.Write.MustTouchARow);
        if (commit && !checkFirst)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        try
        {
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(token);
            foreach (var (writer, write, command) in sent)
            {
                if (write.MustTouchARow && command.RecordsAffected == 0)
                    return (writer, write.NothingTouched());
            }
            if (commit && checkFirst)
                await _transaction.CommitAsync(token);
            return null;
        }
        catch (PostgresException error) when (sent.Find(one => ReferenceEquals(one.Command, error.BatchCommand)) is { Write: { } write } failed)
        {
            return (failed.Writer, write.Refused(error) ?? error);
        }
    }

    /// <summary>Takes back what is not committed, and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
            await _transaction.DisposeAsync();
    }
}
