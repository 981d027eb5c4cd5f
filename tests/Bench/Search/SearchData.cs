using Chat.Bench.Large;

namespace Chat.Bench.Search;

/// <summary>Users whose messages are made of words like those of a language: a few of them often, most of them seldom.</summary>
/// <param name="Big">Half of all messages.</param>
/// <param name="Small">100 messages.</param>
/// <param name="Messages">Of all users.</param>
internal sealed record SearchData(LargeUser Big, LargeUser Small, long Messages)
{
    private const int Vocabulary = 50_000, WordsEach = 40, SmallMessages = 100;

    /// <param name="filler">Writes.</param>
    /// <param name="scale">1 for 1,000,000 messages.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<SearchData> FillAsync(BulkFiller filler, double scale, CancellationToken token)
    {
        var half = Math.Max(1_000, (int)(500_000 * scale));
        var small = await filler.UserAsync("search-small", 1, SmallMessages, token, place => Text("small", place));
        var crowd = (half - SmallMessages) / SmallMessages;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = token };
        await Parallel.ForAsync(0, crowd, parallel, async (n, stop) =>
            await filler.UserAsync($"search-crowd-{n}", 1, SmallMessages, stop, place => Text($"crowd-{n}", place)));
        var big = await filler.UserAsync("search-big", 1, half, token, place => Text("big", place));
        return new SearchData(big, small, filler.Messages);
    }

    /// <summary>The searches to measure, against a page of 50 messages of the same user.</summary>
    public IEnumerable<LargeCall> Calls()
    {
        foreach (var user in new[] { Small, Big })
        {
            var middle = user.Messages / 2;
            yield return Of("a rare word", user, $"rare{middle}", 3);
            yield return Of("a word in every message", user, "always", 10);
            yield return Of("a word in one of a hundred", user, $"hundredth{middle % 100}", 10);
            yield return Of("two words in every message", user, "always everywhere", 10);
            yield return Of("a phrase", user, $"\"rare{middle} always\"", 10);
            yield return Of("a phrase of frequent words", user, "\"always everywhere\"", 10);
            yield return Of("a prefix", user, $"rare{middle / 10}*", 10);
            yield return Of("two Chinese characters", user, "漢字", 10);
            yield return Of("two rare Chinese characters", user, Rare(middle), 10);
        }

        LargeCall Of(string name, LargeUser user, string q, double atMost) => new(
            $"{name}, {user.Messages:N0} messages", new Asked(user, $"/search?q={Uri.EscapeDataString(q)}"),
            new Asked(user, $"/{user.Sessions[0]}/messages?page=1&page_size=50"), null, atMost);
    }

    private static string Text(string user, int place)
    {
        // The same each time.
        var random = new Random(HashCode.Combine(user.Length, place));
        var words = Enumerable.Range(0, WordsEach).Select(_ => $"w{(int)(Vocabulary * Math.Pow(random.NextDouble(), 4))}");
        return $"{string.Join(' ', words)} rare{place} always everywhere hundredth{place % 100} 漢字 {Rare(place)}";
    }

    private static string Rare(int place) => $"{(char)(0x4E00 + (place % 20_000))}{(char)(0x4E00 + (place / 20_000))}";
}
