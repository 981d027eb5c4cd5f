using System.Text.Json;
using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

/// <summary>Writers of many tenants at once, who may share a transaction: what becomes of one is nothing to the others.</summary>
public sealed class TogetherTests(PostgresFixture postgres) : TogetherTest(postgres)
{
    [Fact]
    public async Task One_whose_write_is_refused_fails_alone()
    {
        var tenants = await TenantsAsync();
        foreach (var tenant in EveryFifth(tenants))
            await StoreNoteAsync(tenant);

        var errors = await AllAsync(tenants, async (session, stream, _) =>
        {
            session.Insert(new Note { Text = "of a folder that holds one", Folder = 1 });
            stream.AppendOne(new Visited(1));
            await session.SaveChangesAsync(Token);
        });

        foreach (var (tenant, error) in tenants.Zip(errors))
        {
            if (EveryFifth(tenants).Contains(tenant))
                error.ShouldBeOfType<DocumentAlreadyExistsException>();
            else
                error.ShouldBeNull();
            (await VisitsAsync(tenant)).ShouldBe(error is null ? 2 : 1);
        }
    }

    [Fact]
    public async Task One_that_can_not_be_read_fails_alone()
    {
        var tenants = await TenantsAsync();
        foreach (var tenant in EveryFifth(tenants))
            await ScalarAsync<string>($"update mt_doc_totals set data = '[]' where tenant_id = '{tenant}' returning tenant_id");

        var errors = await AllAsync(tenants, SaveAsync);

        foreach (var (tenant, error) in tenants.Zip(errors))
        {
            if (EveryFifth(tenants).Contains(tenant))
                error.ShouldBeOfType<JsonException>();
            else
                error.ShouldBeNull();
        }

        // Nor does it keep its lock.
        (await AllAsync(tenants[..1], SaveAsync))[0].ShouldBeOfType<JsonException>();
        await ScalarAsync<string>($"update mt_doc_totals set data = jsonb_build_object('id', tenant_id, 'visits', 1) where tenant_id = '{tenants[0]}' returning tenant_id");
        (await AllAsync(tenants[..1], SaveAsync))[0].ShouldBeNull();
    }

    [Fact]
    public async Task One_that_asks_for_more_before_it_saves_still_has_its_lock()
    {
        var tenants = await TenantsAsync();
        var other = NewStore(Pool);

        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(_ => tenants).Select((tenant, i) => UntilItIsNotOvertakenAsync(async () =>
        {
            await using var session = (i % 2 == 0 ? Store : other).LightweightSession(tenant);
            var stream = await FetchAsync(session, Token);
            var visits = i % 3 == 0 ? (await session.LoadAsync<Totals>(tenant, Token))!.Visits : stream.Aggregate!.Visits;
            visits.ShouldBe(stream.Aggregate!.Visits);
            stream.AppendOne(new Visited(1));
            await session.SaveChangesAsync(Token);
        })));

        foreach (var tenant in tenants)
            (await VisitsAsync(tenant)).ShouldBe(6);
    }

    [Fact]
    public async Task Those_who_do_not_save_keep_nobody_who_does()
    {
        var tenants = await TenantsAsync();
        var othersAreDone = new TaskCompletionSource();
        var left = Many - EveryFifth(tenants).Count;

        var errors = await AllAsync(tenants, async (session, stream, tenant) =>
        {
            if (EveryFifth(tenants).Contains(tenant))
                await othersAreDone.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await SaveAsync(session, stream, tenant);
            if (Interlocked.Decrement(ref left) == 0)
                othersAreDone.SetResult();
        });

        errors.ShouldAllBe(error => error == null);
        foreach (var tenant in tenants)
            (await VisitsAsync(tenant)).ShouldBe(2);
    }

    [Fact]
    public async Task Of_those_who_give_up_nothing_is_stored_and_no_lock_is_left()
    {
        var tenants = await TenantsAsync();

        var errors = await AllAsync(tenants, async (session, stream, tenant) =>
        {
            stream.AppendOne(new Visited(1));
            if (EveryFifth(tenants).Contains(tenant))
                throw new InvalidOperationException("gives up");
            await session.SaveChangesAsync(Token);
        });

        errors.Count(error => error is InvalidOperationException).ShouldBe(EveryFifth(tenants).Count);
        foreach (var tenant in tenants)
        {
            (await VisitsAsync(tenant)).ShouldBe(EveryFifth(tenants).Contains(tenant) ? 1 : 2);
            await AppendAsync(tenant, new Visited(1));
        }
    }

    /// <summary>Tries again, as commands do, when others have changed the stream meanwhile.</summary>
    private static async Task UntilItIsNotOvertakenAsync(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (MartenCommandException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure })
            {
                // Overtaken.
            }
        }
    }

    private async Task StoreNoteAsync(string tenant)
    {
        await using var session = Store.LightweightSession(tenant);
        session.Insert(new Note { Text = "first", Folder = 1 });
        await session.SaveChangesAsync(Token);
    }
}
