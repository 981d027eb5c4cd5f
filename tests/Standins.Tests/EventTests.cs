using Chat.Testing;

namespace Standins.Tests;

public sealed class EventTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_stream_that_does_not_exist_has_no_aggregate_and_is_started_by_the_first_append()
    {
        var tenant = NewTenant();
        await using (var session = Store.LightweightSession(tenant))
        {
            var stream = await session.Events.FetchForExclusiveWriting<Totals>(tenant, Token);
            stream.Aggregate.ShouldBeNull();
            stream.StartingVersion.ShouldBe(0);
            stream.AppendOne(new Visited(2));
            stream.CurrentVersion.ShouldBe(1);
            await session.SaveChangesAsync(Token);
        }

        await using var next = Store.LightweightSession(tenant);
        var found = await next.Events.FetchForExclusiveWriting<Totals>(tenant, Token);
        found.Aggregate.ShouldBe(new Totals { Id = tenant, Visits = 2 });
        found.StartingVersion.ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_read_back_in_order_with_their_metadata()
    {
        var tenant = NewTenant();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await AppendAsync(tenant, new ItemAdded(1, "a"), new Visited(3));
        await AppendAsync(tenant, new ItemRenamed(1, "b"));

        await using var session = Store.LightweightSession(tenant);
        var events = await session.Events.FetchStreamAsync(tenant, token: Token);

        events.Select(e => e.Version).ShouldBe([1L, 2, 3]);
        events.Select(e => e.Data).ShouldBe([new ItemAdded(1, "a"), new Visited(3), new ItemRenamed(1, "b")]);
        events.Select(e => e.EventTypeName).ShouldBe(["item_added", "visited", "item_renamed"]);
        events.Select(e => e.EventType).ShouldBe([typeof(ItemAdded), typeof(Visited), typeof(ItemRenamed)]);
        events.ShouldAllBe(e => e.TenantId == tenant && e.StreamKey == tenant && e.Sequence > 0 && e.Timestamp >= before);
        events.Select(e => e.Id).Distinct().Count().ShouldBe(3);
        (await session.Events.FetchStreamAsync(tenant, version: 2, token: Token)).Count.ShouldBe(2);
        (await session.Events.FetchStreamAsync(tenant, fromVersion: 3, token: Token)).ShouldHaveSingleItem().Version.ShouldBe(3);
    }

    [Fact]
    public async Task Projections_run_in_the_transaction_of_the_events()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "a"), new ItemAdded(2, "bb"), new ItemRenamed(1, "ccc"), new Visited(1));

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Totals>(tenant, Token)).ShouldBe(new Totals { Id = tenant, Items = 2, Visits = 1 });
        (await session.LoadAsync<Item>(1L, Token)).ShouldBe(new Item { Id = 1, Name = "ccc" });
        (await ScalarAsync<long>($"select name_length from mt_doc_item where tenant_id = '{tenant}' and id = 1")).ShouldBe(3);
        (await ScalarAsync<long>($"select mt_version from mt_doc_item where tenant_id = '{tenant}' and id = 1")).ShouldBe(3);

        await AppendAsync(tenant, new ItemRemoved(1), new ItemRenamed(2, "d"));
        (await session.LoadAsync<Item>(1L, Token)).ShouldBeNull();
        (await session.LoadAsync<Item>(2L, Token))!.Name.ShouldBe("d");
        (await session.LoadAsync<Totals>(tenant, Token))!.Items.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_write_takes_events_and_projections_with_it()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "a"));
        // Refuses the document that the projection writes, behind the events in the batch.
        await using (var command = Pool.CreateCommand("alter table mt_doc_item add constraint refuse check (id <> 2)"))
            await command.ExecuteNonQueryAsync(Token);

        await using (var session = Store.LightweightSession(tenant))
        {
            var stream = await session.Events.FetchForExclusiveWriting<Totals>(tenant, Token);
            stream.AppendOne(new ItemAdded(2, "b"));
            await Should.ThrowAsync<MartenCommandException>(() => session.SaveChangesAsync(Token));
        }

        await AppendAsync(tenant, new ItemAdded(3, "c"));
        await using var query = Store.QuerySession(tenant);
        (await query.LoadAsync<Totals>(tenant, Token))!.Items.ShouldBe(2);
        (await query.LoadAsync<Item>(2L, Token)).ShouldBeNull();
        (await ScalarAsync<long>($"select max(version) from mt_events where tenant_id = '{tenant}'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_document_in_the_identity_map_is_not_read_again()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "a"));
        await using var session = Store.LightweightSession(tenant);
        session.UseIdentityMapFor<Item>();

        var item = await session.LoadAsync<Item>(1L, Token);
        (await session.LoadAsync<Item>(1L, Token)).ShouldBeSameAs(item);
        (await session.LoadAsync<Totals>(tenant, Token)).ShouldNotBeSameAs(await session.LoadAsync<Totals>(tenant, Token));
    }

    [Fact]
    public async Task An_event_type_that_nobody_knows_is_passed_over_and_kept()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new Visited(1));
        await using (var command = Pool.CreateCommand($"update mt_events set type = 'from_the_future' where tenant_id = '{tenant}'"))
            await command.ExecuteNonQueryAsync(Token);
        await AppendAsync(tenant, new Visited(1));

        await using var session = Store.LightweightSession(tenant);
        (await session.Events.FetchStreamAsync(tenant, token: Token)).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await ScalarAsync<long>($"select count(*) from mt_events where tenant_id = '{tenant}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Events_of_an_old_shape_are_read_through_an_upcaster_and_their_rows_stay()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new Visited(1));
        await using (var command = Pool.CreateCommand($$"""update mt_events set type = 'visited_once', data = '{"at": "somewhere"}' where tenant_id = '{{tenant}}'"""))
            await command.ExecuteNonQueryAsync(Token);

        await using var session = NewStore(Pool, change: options => options.Events.Upcast<VisitedOnce, Visited>("visited_once", _ => new Visited(1))).LightweightSession(tenant);
        var events = await session.Events.FetchStreamAsync(tenant, token: Token);

        events.ShouldHaveSingleItem().Data.ShouldBe(new Visited(1));
        (await ScalarAsync<string>($"select data ->> 'at' from mt_events where tenant_id = '{tenant}'")).ShouldBe("somewhere");
    }
}
