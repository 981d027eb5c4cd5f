#if !FULL
using Npgsql;

namespace Standins.Tests;

/// <summary>That writers at the same time do share transactions: Marten's own do not.</summary>
public sealed class SharingTests(Chat.Testing.PostgresFixture postgres) : StoreTest(postgres)
{
    private const int Many = 64;

    [Fact]
    public async Task Writers_who_come_together_are_committed_together()
    {
        string[] tenants = [.. Enumerable.Range(0, Many).Select(_ => NewTenant())];
        await Task.WhenAll(tenants.Select(tenant => AppendAsync(tenant, new Visited(1))));

        await Task.WhenAll(tenants.Select(tenant => AppendAsync(tenant, new Visited(1))));

        (await ScalarAsync<long>("select count(distinct xmin::text) from mt_streams")).ShouldBeLessThan(Many);
        (await ScalarAsync<long>("select count(*) from mt_streams where version = 2")).ShouldBe(Many);
    }

    [Fact]
    public async Task Who_is_left_behind_saves_unless_the_stream_has_changed()
    {
        string[] tenants = [.. Enumerable.Range(0, Many).Select(_ => NewTenant())];
        await Task.WhenAll(tenants.Select(tenant => AppendAsync(tenant, new Visited(1))));
        var slow = await Task.WhenAll(tenants.Select(async tenant =>
        {
            var session = Store.LightweightSession(tenant);
            var stream = await FetchAsync(session, Token);
            await Task.Delay(100, Token);
            stream.AppendOne(new Visited(1));
            return session;
        }));
        // The lock of those who were alone in their group is held still.
        var changed = await ScalarAsync<string[]>("""
            with free as (select tenant_id from mt_streams for update skip locked),
            changed as (update mt_streams s set timestamp = now() from free where s.tenant_id = free.tenant_id and hashtext(s.tenant_id) % 2 = 0 returning s.tenant_id)
            select array_agg(tenant_id) from changed
            """);
        changed.Length.ShouldBeInRange(1, Many - 1);

        foreach (var session in slow)
        {
            if (changed.Contains(session.TenantId))
                (await Should.ThrowAsync<MartenCommandException>(() => session.SaveChangesAsync(Token))).InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.SerializationFailure);
            else
                await session.SaveChangesAsync(Token);
            await session.DisposeAsync();
        }
        (await ScalarAsync<long>("select count(*) from mt_streams where version = 2")).ShouldBe(Many - changed.Length);
    }
}
#endif
