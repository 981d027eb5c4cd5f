using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

/// <summary>Writers of many tenants at once, who may share a transaction.</summary>
public abstract class TogetherTest(PostgresFixture postgres) : StoreTest(postgres)
{
    protected const int Many = 40;

    protected static IReadOnlyList<string> EveryFifth(IEnumerable<string> tenants) => [.. tenants.Where((_, i) => i % 5 == 0)];

    protected static async Task SaveAsync(IDocumentSession session, IEventStream<Totals> stream, string _)
    {
        stream.AppendOne(new Visited(1));
        await session.SaveChangesAsync(Token);
    }

    /// <summary>Tenants with one visit.</summary>
    protected async Task<string[]> TenantsAsync()
    {
        string[] tenants = [.. Enumerable.Range(0, Many).Select(_ => NewTenant())];
        foreach (var tenant in tenants)
            await AppendAsync(tenant, new Visited(1));
        return tenants;
    }

    /// <summary>Fetches the stream of each tenant at the same time, and goes on with it.</summary>
    /// <returns>For each, why it failed, or null.</returns>
    protected Task<Exception?[]> AllAsync(string[] tenants, Func<IDocumentSession, IEventStream<Totals>, string, Task> goOn) => Task.WhenAll(tenants.Select(async tenant =>
    {
        try
        {
            await using var session = Store.LightweightSession(tenant);
            await goOn(session, await FetchAsync(session, Token), tenant);
            return null;
        }
        catch (Exception error) when (error is not ShouldAssertException)
        {
            return error;
        }
    }));

    protected async Task<int> VisitsAsync(string tenant)
    {
        await using var session = Store.QuerySession(tenant);
        return (await session.LoadAsync<Totals>(tenant, Token))!.Visits;
    }

    /// <summary>Appends nothing to each tenant's stream, unless it is given up before, at any moment.</summary>
    protected Task GiveUpSoonAsync(string[] tenants) => Task.WhenAll(tenants.Select(async tenant =>
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(Random.Shared.Next(8)));
        try
        {
            await using var session = Store.LightweightSession(tenant);
            (await FetchAsync(session, giveUp.Token)).AppendOne(new Visited(0));
            await session.SaveChangesAsync(giveUp.Token);
        }
        catch (Exception error) when (giveUp.IsCancellationRequested)
        {
            (error is OperationCanceledException or MartenCommandException or NpgsqlException).ShouldBeTrue(error.ToString());
        }
    }));
}
