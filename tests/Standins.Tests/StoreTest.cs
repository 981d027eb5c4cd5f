using Chat.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Standins.Tests;

/// <summary>A store in a database of its own for each test class.</summary>
public abstract class StoreTest(PostgresFixture postgres) : IAsyncLifetime
{
    private NpgsqlDataSource? _pool;
    private IDocumentStore? _store;

    protected PostgresFixture Postgres => postgres;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected NpgsqlDataSource Pool => _pool!;

    protected IDocumentStore Store => _store!;

    protected string ConnectionString { get; private set; } = "";

    public virtual async ValueTask InitializeAsync()
    {
        ConnectionString = await postgres.NewDatabaseAsync();
        _pool = PostgresFixture.Pool(ConnectionString);
        _store = NewStore(_pool);
        await _store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_pool is not null)
            await _pool.DisposeAsync();
    }

    protected static IDocumentStore NewStore(NpgsqlDataSource pool, int commandTimeout = 20, Action<StoreOptions>? change = null)
    {
        var options = new StoreOptions { CommandTimeout = commandTimeout };
        options.Connection(pool);
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.SnakeCase);
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Schema.For<Note>();
        options.Events.AddEventType<ItemAdded>();
        options.Events.AddEventType<ItemRenamed>();
        options.Events.AddEventType<ItemRemoved>();
        options.Events.AddEventType<Visited>();
        options.Projections.Add<TotalsProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<ItemProjection>(ProjectionLifecycle.Inline);
        options.Storage.ExtendedSchemaObjects.Add(new Sequence(new PostgresqlObjectName("public", "item_ids"), 1));
        change?.Invoke(options);
        return TestStore.Create(options);
    }

    /// <summary>Appends events to the tenant's stream the way commands do.</summary>
    protected async Task AppendAsync(string tenant, params object[] events)
    {
        await using var session = Store.LightweightSession(tenant);
        (await FetchAsync(session, Token)).AppendMany(events);
        await session.SaveChangesAsync(Token);
    }

    /// <summary>Fetches the tenant's stream in a batch, the way commands do.</summary>
    protected static async Task<IEventStream<Totals>> FetchAsync(IDocumentSession session, CancellationToken token)
    {
        await session.BeginTransactionAsync(token);
        var batch = session.CreateBatchQuery();
        var stream = batch.Events.FetchForExclusiveWriting<Totals>(session.TenantId);
        await batch.Execute(token);
        return await stream;
    }

    /// <summary>Until the work stands still before a lock that another transaction of this database holds.</summary>
    /// <param name="work">What must not end before.</param>
    /// <param name="waiters">How many wait then.</param>
    protected async Task WaitsForALockAsync(Task work, long waiters)
    {
        while (!work.IsCompleted && await ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < waiters)
            await Task.Yield();
        work.IsCompleted.ShouldBeFalse("it has to wait for the lock");
    }

    protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Pool.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    protected static string NewTenant() => "tenant-" + Guid.NewGuid().ToString("n");
}
