// Marten's lightweight DocumentSession. See IDocumentSession for what is left out.
using System.Data;

namespace Marten;

internal sealed class DocumentSession : QuerySession, IDocumentSession
{
    private readonly SequenceFactory _sequences;
    private readonly List<StorageOperation> _operations = [];
    private readonly Dictionary<string, (StreamAction Action, object? Snapshot)> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _identityMapped = [];
    private readonly Dictionary<(Type, object), object> _identityMap = [];

    internal DocumentSession(StoreOptions options, SequenceFactory sequences, string tenantId, IsolationLevel isolationLevel)
        : base(options, tenantId, isolationLevel)
    {
        _sequences = sequences;
        Events = new EventStoreOperations(this);
    }

    public IEventStoreOperations Events { get; }

    public void Store<T>(params T[] entities) where T : notnull => Write(WriteKind.Upsert, entities);

    public void Insert<T>(params T[] entities) where T : notnull => Write(WriteKind.Insert, entities);

    public void Update<T>(params T[] entities) where T : notnull => Write(WriteKind.Update, entities);

    public void Delete<T>(T entity) where T : notnull => Record(new DeleteDocument<T>(Mapping<T>(), Mapping<T>().Id(entity)));

    public void Delete<T>(long id) where T : notnull => Record(new DeleteDocument<T>(Mapping<T>(), id));

    public void Delete<T>(string id) where T : notnull => Record(new DeleteDocument<T>(Mapping<T>(), id));

    public void QueueSqlCommand(string sql, params object[] parameterValues)
    {
        if (sql.Contains(';', StringComparison.Ordinal))
            throw new ArgumentException("A queued command holds one statement, without ';'.", nameof(sql));
        Record(new QueuedSql(sql, parameterValues));
    }

    public void UseIdentityMapFor<T>() => _identityMapped.Add(typeof(T));

    public ValueTask BeginTransactionAsync(CancellationToken token)
    {
        Connection.Begin();
        return ValueTask.CompletedTask;
    }

    public IBatchedQuery CreateBatchQuery() => new BatchedQuery(this, mayShare: true);

    public async Task SaveChangesAsync(CancellationToken token = default)
    {
        foreach (var (stream, _) in _streams.Values)
        {
            if (stream.Events.Count == 0)
                continue;
            Record(new WriteStream(Options.EventSql, stream));
            foreach (var e in stream.Events)
                Record(new WriteEvent(Options, stream, e));
            foreach (var projection in Options.Projections.Inline)
                await projection.ApplyAsync(this, stream, token);
        }

        if (_operations.Count == 0)
            return;
        try
        {
            await SendAsync(commit: true, token);
        }
        finally
        {
            _streams.Clear();
            _identityMap.Clear();
        }
    }

    /// <summary>Sends the recorded writes; without the commit the transaction stays open.</summary>
    internal async Task SendAsync(bool commit, CancellationToken token)
    {
        try
        {
            await Connection.SendAsync(_operations, commit, token);
        }
        finally
        {
            _operations.Clear();
        }
    }

    internal override async Task<T?> LoadDocumentAsync<T>(object id, CancellationToken token) where T : default
    {
        if (_identityMap.TryGetValue((typeof(T), id), out var known))
            return (T)known;
        var document = await base.LoadDocumentAsync<T>(id, token);
        Remember(id, document);
        return document;
    }

    /// <summary>Loads the documents that a projection is about to evolve; those in the identity map are not read again.</summary>
    internal async Task<Dictionary<TId, TDoc>> LoadForProjectionAsync<TDoc, TId>(DocumentMapping<TDoc> mapping, IEnumerable<TId> ids, CancellationToken token)
        where TDoc : notnull where TId : notnull
    {
        var found = new Dictionary<TId, TDoc>();
        var missing = new List<TId>();
        foreach (var id in ids)
        {
            if (_identityMap.TryGetValue((typeof(TDoc), id), out var known))
                found.Add(id, (TDoc)known);
            else
                missing.Add(id);
        }
        if (missing.Count == 0)
            return found;
        return await Connection.ReadAsync(Command(mapping.Sql.LoadMany, [TenantId, missing.ToArray()]), async (reader, cancellation) =>
        {
            while (await reader.ReadAsync(cancellation))
                found.Add(reader.GetFieldValue<TId>(0), mapping.Read(reader, 1));
            return found;
        }, token);
    }

    internal void Record(StorageOperation operation) => _operations.Add(operation);

    internal void Remember<T>(object id, T? document)
    {
        if (document is not null && _identityMapped.Contains(typeof(T)))
            _identityMap[(typeof(T), id)] = document;
    }

    internal IEventStream<T> Fetched<T>(string key, long? version, T? snapshot) where T : class
    {
        var action = new StreamAction(Options.Events, TenantId, key, typeof(T), version);
        if (!_streams.TryAdd(key, (action, snapshot)))
            throw new InvalidOperationException($"Stream {key} was fetched in this session already.");
        return new EventStream<T>(action, snapshot);
    }

    /// <summary>The snapshot that came with an exclusive fetch; false when the stream was not fetched for this type.</summary>
    internal bool TryGetSnapshot<T>(StreamAction stream, out T? snapshot)
    {
        var isKnown = _streams.TryGetValue(stream.Key, out var fetch) && fetch.Action.AggregateType == typeof(T);
        snapshot = isKnown ? (T?)fetch.Snapshot : default;
        return isKnown;
    }

    internal Task<IReadOnlyList<IEvent>> ReadEventsAsync(string key, long version, DateTimeOffset? timestamp, long fromVersion, CancellationToken token)
    {
        var sql = $"""
            select {EventReader.Columns} from {Options.DatabaseSchemaName}.mt_events
            where tenant_id = $1 and stream_id = $2 and version >= $3 and version <= $4 and timestamp <= $5 order by version
            """;
        object[] parameters = [TenantId, key, fromVersion, version == 0 ? long.MaxValue : version, timestamp?.ToUniversalTime() ?? DateTimeOffset.MaxValue];
        return Connection.ReadAsync(Command(sql, parameters), async (reader, cancellation) =>
        {
            var events = new List<IEvent>();
            while (await reader.ReadAsync(cancellation))
            {
                if (EventReader.Read(reader, Options) is { } e)
                    events.Add(e);
            }
            return (IReadOnlyList<IEvent>)events;
        }, token);
    }

    internal Task ReadBatchAsync(BatchedQuery batch, CancellationToken token) => Connection.ReadBatchAsync(batch, token);

    private void Write<T>(WriteKind kind, T[] documents) where T : notnull
    {
        var mapping = Mapping<T>();
        foreach (var document in documents)
        {
            if (mapping.IdMember.PropertyType == typeof(long) && (long)mapping.Id(document) == 0)
                mapping.IdMember.SetValue(document, _sequences.SequenceFor(typeof(T)).NextLong());
            Record(new WriteDocument<T>(mapping, document, kind));
        }
    }
}
