// Marten's BatchedQuery. See IBatchedQuery for what is left out.
using Chat.GroupCommit;
using Npgsql;

namespace Marten;

internal sealed class BatchedQuery(DocumentSession session, bool mayShare) : IBatchedQuery, IBatchEvents, ILockedRead
{
    private readonly List<(string Sql, object Id, Func<NpgsqlDataReader, Task> Read)> _queries = [];
    private readonly List<Action<Exception>> _failures = [];
    private string? _streamKey;
    private (long Version, uint Change)? _locked;

    public IBatchEvents Events => this;

    /// <summary>Whether it may be run in a transaction that others share: its first command locks a stream, on which all others depend.</summary>
    internal bool MayShare => mayShare && _streamKey is not null && ReferenceEquals(_queries[0].Sql, session.Options.EventSql.LockStream);

    public string TenantId => session.TenantId;

    public bool HasLock => _locked is not null && Failure is null;

    public Exception? Failure { get; private set; }

    public Task<T?> Load<T>(long id) where T : class => AddLoad<T>(id);

    public Task<T?> Load<T>(string id) where T : class => AddLoad<T>(id);

    public Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key) where T : class
    {
        _streamKey = key;
        // The snapshot is a statement of its own: what the locking statement itself read would be stale after a wait.
        Add(session.Options.EventSql.LockStream, key, async reader => _locked = await ReadLockAsync(reader));
        var stream = NewTask<IEventStream<T>>();
        var mapping = (DocumentMapping<T>)session.Options.MappingFor(typeof(T));
        Add(mapping.Sql.Load, key, async reader =>
        {
            var snapshot = await reader.ReadAsync() ? mapping.Read(reader, 0) : null;
            stream.SetResult(session.Fetched(key, _locked?.Version, snapshot));
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

    // Made anew each time: a command that was sent belongs to its connection.
    public IReadOnlyList<NpgsqlBatchCommand> Commands(bool isShared) =>
        [.. _queries.Select((query, i) => Command(isShared && i == 0 ? session.Options.EventSql.LockFreeStream : query.Sql, query.Id))];

    public async Task ReadAsync(NpgsqlDataReader reader, bool isShared)
    {
        for (var i = 0; i < _queries.Count; i++)
        {
            try
            {
                if (!isShared || i == 0 || HasLock)
                    await _queries[i].Read(reader);
            }
            catch (Exception error) when (isShared && error is not NpgsqlException)
            {
                Failure = error;
            }
            await reader.NextResultAsync();
        }
    }

    /// <summary>Locks the stream once more, in another transaction than that in which it was read.</summary>
    /// <exception cref="MartenCommandException">It has changed meanwhile: a serialization failure, as the database itself calls what only another try can mend.</exception>
    /// <exception cref="StreamLockedException">The lock was not to be had in time.</exception>
    internal async Task LockAgainAsync(SessionConnection connection, CancellationToken token)
    {
        try
        {
            if (await connection.ReadAsync(Command(session.Options.EventSql.LockStream, _streamKey!), (reader, _) => ReadLockAsync(reader), token) != _locked)
                throw new MartenCommandException(null, new PostgresException("The stream has changed.", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure));
        }
        catch (MartenCommandException error) when (IsLockTimeout(error.InnerException))
        {
            throw new StreamLockedException(_streamKey!, error.InnerException);
        }
    }

    private static async Task<(long Version, uint Change)?> ReadLockAsync(NpgsqlDataReader reader) =>
        await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetFieldValue<uint>(1)) : null;

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

    private void Add(string sql, object id, Func<NpgsqlDataReader, Task> read) => _queries.Add((sql, id, read));

    private NpgsqlBatchCommand Command(string sql, object id) =>
        new(sql) { Parameters = { Parameter.For(session.TenantId), Parameter.ForId(id) } };

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
