using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

public sealed class StreamLockTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task Writers_of_one_stream_take_turns_and_versions_have_no_gap()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new Visited(0));

        await Task.WhenAll(Enumerable.Range(1, 60).Select(n => AppendAsync(tenant, new Visited(1), new ItemAdded(n, "x"))));

        await using var session = Store.LightweightSession(tenant);
        (await session.LoadAsync<Totals>(tenant, Token)).ShouldBe(new Totals { Id = tenant, Items = 60, Visits = 60 });
        var events = await session.Events.FetchStreamAsync(tenant, token: Token);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 121).Select(v => (long)v));
    }

    [Fact]
    public async Task Two_first_writes_race_and_one_collides()
    {
        var tenant = NewTenant();
        await using var one = Store.LightweightSession(tenant);
        await using var two = Store.LightweightSession(tenant);
        (await one.Events.FetchForExclusiveWriting<Totals>(tenant, Token)).AppendOne(new Visited(1));
        (await two.Events.FetchForExclusiveWriting<Totals>(tenant, Token)).AppendOne(new Visited(1));

        await one.SaveChangesAsync(Token);
        await Should.ThrowAsync<ExistingStreamIdCollisionException>(() => two.SaveChangesAsync(Token));

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Totals>(tenant, Token))!.Visits.ShouldBe(1);
    }

    [Fact]
    public async Task An_advisory_lock_before_the_fetch_closes_that_race()
    {
        var tenant = NewTenant();
        await Task.WhenAll(Enumerable.Range(0, 15).Select(async _ =>
        {
            await using var session = Store.LightweightSession(tenant);
            await session.BeginTransactionAsync(Token);
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))") { Parameters = { new() { Value = tenant } } };
            await session.ExecuteAsync(command, Token);
            (await session.Events.FetchForExclusiveWriting<Totals>(tenant, Token)).AppendOne(new Visited(1));
            await session.SaveChangesAsync(Token);
        }));

        await using var query = Store.QuerySession(tenant);
        (await query.LoadAsync<Totals>(tenant, Token))!.Visits.ShouldBe(15);
    }

    [Fact]
    public async Task What_is_loaded_in_a_batch_behind_an_exclusive_fetch_is_what_the_lock_holder_left()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "before"));
        await using var holder = Store.LightweightSession(tenant);
        var held = await holder.Events.FetchForExclusiveWriting<Totals>(tenant, Token);

        var waiting = LoadBehindLockAsync(tenant);
        held.AppendOne(new ItemRenamed(1, "after"));
        held.AppendOne(new Visited(1));
        await WaitsForALockAsync(waiting, waiters: 1);
        await holder.SaveChangesAsync(Token);

        var (totals, item) = await waiting;
        totals!.Visits.ShouldBe(1);
        item!.Name.ShouldBe("after");
    }

    [Fact]
    public async Task A_lock_that_is_not_to_be_had_in_time_is_told_as_such_and_harms_nobody()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new Visited(1));
        await using var holder = Store.LightweightSession(tenant);
        (await holder.Events.FetchForExclusiveWriting<Totals>(tenant, Token)).AppendOne(new Visited(1));

        var impatient = NewStore(Pool, commandTimeout: 1);
        await using (var session = impatient.LightweightSession(tenant))
            await Should.ThrowAsync<StreamLockedException>(() => session.Events.FetchForExclusiveWriting<Totals>(tenant, Token));

        await holder.SaveChangesAsync(Token);
        await AppendAsync(tenant, new Visited(1));
        await using var query = Store.QuerySession(tenant);
        (await query.LoadAsync<Totals>(tenant, Token))!.Visits.ShouldBe(3);
    }

    [Fact]
    public async Task A_held_stream_does_not_hold_other_tenants()
    {
        var (busy, free) = (NewTenant(), NewTenant());
        await AppendAsync(busy, new Visited(1));
        await using var holder = Store.LightweightSession(busy);
        await holder.Events.FetchForExclusiveWriting<Totals>(busy, Token);

        await AppendAsync(free, new Visited(1));

        await using var query = Store.QuerySession(free);
        (await query.LoadAsync<Totals>(free, Token))!.Visits.ShouldBe(1);
    }

    private async Task<(Totals? Totals, Item? Item)> LoadBehindLockAsync(string tenant)
    {
        await using var session = Store.LightweightSession(tenant);
        await session.BeginTransactionAsync(Token);
        var batch = session.CreateBatchQuery();
        var stream = batch.Events.FetchForExclusiveWriting<Totals>(tenant);
        var item = batch.Load<Item>(1L);
        await batch.Execute(Token);
        return ((await stream).Aggregate, await item);
    }
}
