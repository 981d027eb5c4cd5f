#if !FULL
using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

/// <summary>That writers at the same time do share transactions: Marten's own do not.</summary>
public sealed class SharingTests(PostgresFixture postgres) : TogetherTest(postgres)
{
    [Fact]
    public async Task Writers_who_come_together_are_committed_together()
    {
        var tenants = await TenantsAsync();

        await Task.WhenAll(tenants.Select(tenant => AppendAsync(tenant, new Visited(1))));
        (await ScalarAsync<long>("select count(distinct xmin::text) from mt_streams")).ShouldBeLessThan(Many);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_takes_nobodys_place()
    {
        var tenants = await TenantsAsync();
        for (var round = 0; round < 30; round++)
            await GiveUpSoonAsync(tenants);

        (await AllAsync(tenants, SaveAsync)).ShouldAllBe(error => error == null);
        (await ScalarAsync<long>("select count(distinct xmin::text) from mt_streams")).ShouldBeLessThan(Many);
    }

    [Fact]
    public async Task Who_is_left_behind_saves_unless_the_stream_has_changed()
    {
        var tenants = await TenantsAsync();
        var slow = await Task.WhenAll(tenants.Select(async tenant =>
        {
            var session = Store.LightweightSession(tenant);
            (await FetchAsync(session, Token)).AppendOne(new Visited(1));
            return session;
        }));
        // A group ends without those who take long; the lock of who was alone in one is held still.
        string[] changed = [];
        while (changed.Length == 0)
            changed = await ScalarAsync<string[]>("""
                with free as (select tenant_id from mt_streams where hashtext(tenant_id) % 2 = 0 for update skip locked),
                changed as (update mt_streams s set timestamp = now() from free where s.tenant_id = free.tenant_id returning s.tenant_id)
                select coalesce(array_agg(tenant_id), '{}') from changed
                """);
        changed.Length.ShouldBeInRange(1, Many - 1);
        foreach (var session in slow)
        {
            var error = await Record.ExceptionAsync(() => session.SaveChangesAsync(Token));
            (error?.InnerException as PostgresException)?.SqlState.ShouldBe(PostgresErrorCodes.SerializationFailure);
            (error is not null).ShouldBe(changed.Contains(session.TenantId));
            await session.DisposeAsync();
        }
        (await ScalarAsync<long>("select count(*) from mt_streams where version = 2")).ShouldBe(Many - changed.Length);
    }
}
#endif
