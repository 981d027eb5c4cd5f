using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

public sealed class RebuildTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_rebuild_mends_what_was_corrupted_lost_or_invented()
    {
        var (one, two) = (NewTenant(), NewTenant());
        await AppendAsync(one, new ItemAdded(1, "a"), new ItemAdded(2, "b"), new ItemRenamed(1, "c"), new Visited(4), new ItemRemoved(2));
        await AppendAsync(two, new ItemAdded(1, "z"));
        var before = await DocumentsAsync();
        await RunAsync("""update mt_doc_totals set data = data || '{"visits": 99}'""");
        await RunAsync("delete from mt_doc_item");
        await RunAsync($$"""insert into mt_doc_item (tenant_id, id, data, name_length) values ('{{one}}', 77, '{"id": 77}', 0)""");
        (await DocumentsAsync()).ShouldNotBe(before);

        using (var daemon = await Store.BuildProjectionDaemonAsync())
        {
            await daemon.RebuildProjectionAsync<Item>(Token);
            await daemon.RebuildProjectionAsync(nameof(TotalsProjection), Token);
        }

        (await DocumentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_rebuild_reads_streams_longer_than_a_page_past_events_that_nobody_knows()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, [.. Enumerable.Range(0, 2_500).Select(_ => new Visited(1))]);
        await RunAsync($"update mt_events set type = 'from_the_future' where tenant_id = '{tenant}' and version <= 1500");
        await RunAsync("delete from mt_doc_totals");

        using (var daemon = await Store.BuildProjectionDaemonAsync(tenant))
            await daemon.RebuildProjectionAsync<Totals>(Token);

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Totals>(tenant, Token))!.Visits.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_write_during_a_rebuild_waits_for_it_and_is_not_lost()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "a"), new ItemAdded(2, "b"));
        await using var foreign = await Pool.OpenConnectionAsync(Token);
        await using var transaction = await foreign.BeginTransactionAsync(Token);
        await using var hold = new NpgsqlCommand($"select from mt_doc_item where tenant_id = '{tenant}' and id = 1 for update", foreign, transaction);
        await hold.ExecuteNonQueryAsync(Token);
        using var daemon = await Store.BuildProjectionDaemonAsync(tenant);

        // The rebuild has looked at the stream when it comes to the first document, which is held.
        var rebuilding = daemon.RebuildProjectionAsync<Item>(Token);
        await WaitsForALockAsync(rebuilding, waiters: 1);
        var writing = AppendAsync(tenant, new ItemRenamed(2, "c"));
        await WaitsForALockAsync(writing, waiters: 2);
        await transaction.RollbackAsync(Token);
        await Task.WhenAll(rebuilding, writing);

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Item>(2L, Token))!.Name.ShouldBe("c");
    }

    [Fact]
    public async Task What_is_stored_for_a_tenant_without_a_stream_is_left_alone()
    {
        // There is no lock to hold, so it may be a first write that came after the look at the stream.
        var tenant = NewTenant();
        await RunAsync($$"""insert into mt_doc_item (tenant_id, id, data, name_length) values ('{{tenant}}', 1, '{"id": 1}', 0)""");

        using (var daemon = await Store.BuildProjectionDaemonAsync(tenant))
            await daemon.RebuildProjectionAsync<Item>(Token);

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Item>(1L, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_projection_that_is_not_registered_is_named()
    {
        using var daemon = await Store.BuildProjectionDaemonAsync();
        (await Should.ThrowAsync<ArgumentException>(() => daemon.RebuildProjectionAsync("NoSuchProjection", Token))).Message.ShouldContain("NoSuchProjection");
    }

    private Task<string> DocumentsAsync() => ScalarAsync<string>("""
        select string_agg(d, E'\n' order by d) from (
          select tenant_id || ' ' || data || ' ' || mt_version as d from mt_doc_totals
          union all select tenant_id || ' ' || data || ' ' || mt_version from mt_doc_item) documents
        """);

    private async Task RunAsync(string sql)
    {
        await using var command = Pool.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
