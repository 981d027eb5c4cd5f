using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

/// <summary>Writers of many tenants at once, and what comes from outside: impatience, locks of others, dead connections.</summary>
public sealed class TogetherFaultTests(PostgresFixture postgres) : TogetherTest(postgres)
{
    [Fact]
    public async Task Of_those_who_are_cancelled_no_lock_is_left()
    {
        var tenants = await TenantsAsync();
        for (var round = 0; round < 10; round++)
            await GiveUpSoonAsync(tenants);

        (await AllAsync(tenants, SaveAsync)).ShouldAllBe(error => error == null);
        foreach (var tenant in tenants)
            (await VisitsAsync(tenant)).ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_another_holds_keeps_its_own_writer_only()
    {
        var tenants = await TenantsAsync();
        await using var connection = await Pool.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using (var hold = new NpgsqlCommand("select from mt_streams where tenant_id = $1 for update", connection) { Parameters = { new() { Value = tenants[0] } } })
            await hold.ExecuteNonQueryAsync(Token);

        var held = AllAsync(tenants[..1], SaveAsync);
        var errors = await AllAsync(tenants[1..], SaveAsync);
        await WaitsForALockAsync(held, waiters: 1);
        await transaction.RollbackAsync(Token);

        errors.Concat(await held).ShouldAllBe(error => error == null);
        foreach (var tenant in tenants)
            (await VisitsAsync(tenant)).ShouldBe(2);
    }

    [Fact]
    public async Task Connections_that_are_killed_lose_nothing_that_was_saved()
    {
        var tenants = await TenantsAsync();
        var saved = new int[Many];
        var failed = 0;
        var writing = Task.WhenAll(tenants.Select(async (tenant, i) =>
        {
            for (var round = 0; round < 30; round++)
            {
                var error = (await AllAsync([tenant], SaveAsync))[0];
                saved[i] += error is null ? 1 : 0;
                Interlocked.Add(ref failed, error is null ? 0 : 1);
            }
        }));
        await using (var outside = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false"))
        {
            while (!writing.IsCompleted)
            {
                await using var kill = outside.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
                await kill.ExecuteNonQueryAsync(Token);
                await Task.Delay(30, Token);
            }
        }
        await writing;

        failed.ShouldBeGreaterThan(0);
        // Connections that were killed while idle fail once more.
        Pool.Clear();
        foreach (var (tenant, count) in tenants.Zip(saved))
        {
            (await VisitsAsync(tenant)).ShouldBeInRange(1 + count, 1 + 30);
        }
    }
}
