// Marten's BatchedQuery. See IBatchedQuery for what is left out.
using Npgsql;

namespace Marten;

internal sealed class BatchedQuery(DocumentSession session) : IBatchedQuery, IBatchEvents
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Func<NpgsqlDataReader, Task>> _readers = [];
    private readonly List<Action<Exception>> _failures = [];
    private string? _streamKey;

    public IBatchEvents Events => this;

    internal IReadOnlyList<NpgsqlBatchCommand> Commands => _commands;

    public Task<T?> Load<T>(long id) where T : class => AddLoad<T>(id);

    public Task<T?> Load<T>(string id) where T : class => AddLoad<T>(id);

    public Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key) where T : class
    {
        _streamKey = key;
        long? version = null;
        // The snapshot is a statement of its own: what the locking statement itself read would be stale after a wait.
        Add(session.Options.EventSql.LockStream, key, async reader =>
        {
            version = await reader.ReadAsync() ? reader.GetInt64(0) : null;
        });
        var stream = NewTask<IEventStream<T>>();
        var mapping = (DocumentMapping<T>)session.Options.MappingFor(typeof(T));
        Add(mapping.Sql.Load, key, async reader =>
        {
            var snapshot = await reader.ReadAsync() ? mapping.Read(reader, 0) : null;
            stream.SetResult(session.Fetched(key, version, snapshot));
        });
        return stream.Task;
    }

    public async Task Execute(CancellationToken token = default)
    {
        if (_streamKey is not null)
            await session.BeginTransactionAsync(token);
        try
        {
            await session.ReadBatchAsync(this, token);
        }
        catch (MartenCommandException error) when (_streamKey is not null && IsLockTimeout(error.InnerException))
        {
            throw Failed(new StreamLockedException(_streamKey, error.InnerException));
        }
        catch (Exception error)
        {
            Failed(error);
            throw;
        }
    }

    internal async Task ReadAsync(NpgsqlDataReader reader)
    {
        foreach (var read in _readers)
        {
            await read(reader);
            await reader.NextResultAsync();
        }
    }

    private static bool IsLockTimeout(Exception? error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled }
            or NpgsqlException { InnerException: TimeoutException };

    private Task<T?> AddLoad<T>(object id) where T : class
    {
        var document = NewTask<T?>();
        var mapping = (DocumentMapping<T>)session.Options.MappingFor(typeof(T));
        Add(mapping.Sql.Load, id, async reader =>
        {
            var found = await reader.ReadAsync() ? mapping.Read(reader, 0) : null;
            session.Remember(id, found);
            document.SetResult(found);
        });
        return document.Task;
    }

    private void Add(string sql, object id, Func<NpgsqlDataReader, Task> read)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(Parameter.For(session.TenantId));
        command.Parameters.Add(Parameter.ForId(id));
        _commands.Add(command);
        _readers.Add(read);
    }

    private TaskCompletionSource<T> NewTask<T>()
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _failures.Add(error => source.TrySetException(error));
        return source;
    }

    private Exception Failed(Exception error)
    {
        foreach (var fail in _failures)
            fail(error);
        return error;
    }
}
