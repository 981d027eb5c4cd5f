using Chat.Testing;

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
    public async Task Writers_during_a_rebuild_lose_nothing()
    {
        var tenants = Enumerable.Range(0, 5).Select(_ => NewTenant()).ToList();
        foreach (var tenant in tenants)
            await AppendAsync(tenant, new ItemAdded(1, "a"));
        using var daemon = await Store.BuildProjectionDaemonAsync();
        var writers = tenants.Select(tenant => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await AppendAsync(tenant, new Visited(1), new ItemRenamed(1, $"{i}"));
        }, Token)).ToList();

        while (!writers.TrueForAll(w => w.IsCompleted))
        {
            await daemon.RebuildProjectionAsync<Totals>(Token);
            await daemon.RebuildProjectionAsync<Item>(Token);
        }
        await Task.WhenAll(writers);

        foreach (var tenant in tenants)
        {
            await using var session = Store.QuerySession(tenant);
            (await session.LoadAsync<Totals>(tenant, Token))!.Visits.ShouldBe(40);
            (await session.LoadAsync<Item>(1L, Token))!.Name.ShouldBe("39");
        }
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
