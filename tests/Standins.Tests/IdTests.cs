using Chat.Testing;

namespace Standins.Tests;

public sealed class IdTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task Sequences_count_up_across_sessions()
    {
        await using var one = Store.QuerySession("a");
        await using var two = Store.QuerySession("b");
        var first = await one.NextSequenceValueAsLong("item_ids", Token);
        (await two.NextSequenceValueAsLong("item_ids", Token)).ShouldBe(first + 1);
    }

    [Fact]
    public async Task Hi_lo_ids_are_unique_over_threads_and_stores()
    {
        var other = NewStore(Pool);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
        {
            var sequence = (n % 2 == 0 ? Store : other).Storage.Database.Sequences.SequenceFor(typeof(Note));
            return Enumerable.Range(0, 3_000).Select(_ => sequence.NextLong()).ToList();
        }, Token)));

        ids.SelectMany(i => i).Distinct().Count().ShouldBe(24_000);
        ids.SelectMany(i => i).Min().ShouldBeGreaterThan(0);
    }
}
