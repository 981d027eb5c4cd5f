using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

public sealed class SchemaTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task Ten_hosts_that_start_at_once_create_the_schema_once()
    {
        await using var pool = PostgresFixture.Pool(await Postgres.NewDatabaseAsync());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => NewStore(pool).Storage.ApplyAllConfiguredChangesToDatabaseAsync()));

        await using var command = pool.CreateCommand("select count(*) from pg_tables where tablename like 'mt\\_%'");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(7L);
    }

    [Fact]
    public async Task Applying_it_again_changes_nothing_and_None_creates_nothing()
    {
        await Store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var pool = PostgresFixture.Pool(await Postgres.NewDatabaseAsync());
        await NewStore(pool).Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.None);

        await using var command = pool.CreateCommand("select count(*) from pg_tables where tablename like 'mt\\_%'");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }

    [Fact]
    public async Task Applying_it_again_waits_for_no_writer()
    {
        await using var writer = await Pool.OpenConnectionAsync(Token);
        await using var transaction = await writer.BeginTransactionAsync(Token);
        await using var locks = new NpgsqlCommand("lock mt_streams, mt_events, mt_hilo, mt_doc_note, mt_doc_item, mt_doc_totals in row exclusive mode", writer);
        await locks.ExecuteNonQueryAsync(Token);

        await Store.Storage.ApplyAllConfiguredChangesToDatabaseAsync().WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task What_is_missing_is_added_to_a_database_that_has_the_rest()
    {
        await using var drop = Pool.CreateCommand("drop index pk_mt_events_stream_and_version; drop table mt_doc_note; drop sequence item_ids");
        await drop.ExecuteNonQueryAsync(Token);

        await Store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        await using var command = Pool.CreateCommand("select count(to_regclass(n)) from unnest('{pk_mt_events_stream_and_version,mt_doc_note,item_ids}'::text[]) n");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(3L);
    }

    [Fact]
    public async Task Everything_lies_in_the_schema_that_is_named()
    {
        await using var pool = PostgresFixture.Pool(await Postgres.NewDatabaseAsync());
        var store = NewStore(pool, change: options => options.DatabaseSchemaName = "elsewhere");
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var session = store.LightweightSession("one");
        session.Insert(new Note { Folder = 1 });
        (await session.Events.FetchForExclusiveWriting<Totals>("one", Token)).AppendOne(new ItemAdded(1, "a"));
        await session.SaveChangesAsync(Token);

        (await session.LoadAsync<Item>(1L, Token))!.Name.ShouldBe("a");
        await using var command = pool.CreateCommand("select count(*) from pg_tables where tablename like 'mt\\_%' and schemaname <> 'elsewhere'");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }
}
