using System.Text.Json;
using Chat.Bench.Load;

namespace Chat.Bench.Large;

/// <summary>A user of the large database, with sessions in the order of their creation.</summary>
internal sealed record LargeUser(string Name, IReadOnlyList<long> Sessions, int Messages)
{
    public string Bearer { get; } = new Tokens(Tokens.Key).For(Name);
}

/// <summary>
/// Who is in the large database besides the crowd. <c>Small</c> is the yardstick: one session of 60 messages. <c>Like</c> gives
/// answers as long as the large ones, so that only the size of what lies behind them differs.
/// </summary>
internal sealed record LargeData(LargeUser Big, LargeUser Many, LargeUser Small, LargeUser Like, int Users)
{
    public const int LikeSessions = 10;
    public const int LikeMessages = 200;

    /// <summary>The word that one title in a thousand holds.</summary>
    public const string RareWord = "needle";

    /// <summary>Fills the database through the store, in bulk, and prints its progress.</summary>
    /// <param name="filler">Writes.</param>
    /// <param name="scale">1 for 5,000 users, 10,000 sessions, 1,000,000 messages.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<LargeData> FillAsync(BulkFiller filler, double scale, CancellationToken token)
    {
        var (users, sessions, messages) = (Scaled(5_000), Scaled(10_000), Scaled(1_000_000));
        var small = await filler.UserAsync("large-small", 1, Filler.MessagesEach, token);
        var like = await filler.UserAsync("large-like", LikeSessions, LikeMessages, token);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = token };
        await Parallel.ForAsync(0, users - 4, parallel, async (n, stop) => await filler.UserAsync($"large-crowd-{n}", 1, Filler.MessagesEach, stop));
        var many = await filler.UserAsync("large-many", sessions, 0, token);
        var big = await filler.UserAsync("large-big", 1, messages, token);
        return new LargeData(big, many, small, like, users);

        int Scaled(int full) => Math.Max(1_000, (int)(full * scale));
    }

    /// <summary>The calls to measure, each with the same on a small user.</summary>
    public IEnumerable<LargeCall> Calls()
    {
        var message = JsonSerializer.Serialize(new { content = Filler.Content, message_type = "user" });
        var lastPage = Big.Messages / 50;
        yield return Of("first page of the session", Messages(Big, 1), Messages(Small, 1), null, LargeCall.Same);
        yield return Of("middle page", Messages(Big, lastPage / 2), Messages(Small, 1), null, LargeCall.Same);
        yield return Of("last page", Messages(Big, lastPage), Messages(Small, 1), null, LargeCall.Same);
        yield return Of("newest 200 messages", Session(Big), Session(Small), Session(Like), LargeCall.Same);
        yield return Of("statistics of the session's user", Stats(Big), Stats(Small), null, LargeCall.Same);
        yield return Of("statistics of many sessions", Stats(Many), Stats(Small), Stats(Like), LargeCall.Same);
        yield return Of("first page of sessions", Sessions(Many, "page=1"), Sessions(Small, "page=1"), Sessions(Like, "page=1"), LargeCall.Same);
        yield return Of(
            "last page of sessions", Sessions(Many, $"page={Many.Sessions.Count / 10}"), Sessions(Small, "page=1"), Sessions(Like, "page=1"), LargeCall.Same);
        foreach (var (filter, page) in new[] { ("user", 1), ("user", lastPage / 2), ("system", 1) })
        {
            yield return Of(
                $"message_type={filter}, page {page:N0}", Messages(Big, page, filter), Messages(Small, 1, filter), null, LargeCall.Filtered);
        }
        foreach (var query in new[] { "agent_type=research", "is_active=true", "is_active=false", "agent_type=research&is_active=true", $"search={RareWord}", "search=session" })
            yield return Of(query, Sessions(Many, query), Sessions(Small, query), Sessions(Like, query), LargeCall.Filtered);
        yield return Of("post to the session", Post(Big), Post(Small), null, LargeCall.Same);
        yield return Of("post to one of many sessions", Post(Many), Post(Small), Post(Like), LargeCall.Same);

        static LargeCall Of(string name, Asked large, Asked small, Asked? like, double limit) => new(name, large, small, like, limit);
        static Asked Messages(LargeUser user, int page, string? type = null) =>
            new(user, $"/{user.Sessions[0]}/messages?page={page}&page_size=50{(type is null ? "" : $"&message_type={type}")}");
        static Asked Session(LargeUser user) => new(user, $"/{user.Sessions[0]}");
        static Asked Stats(LargeUser user) => new(user, "/stats/user");
        static Asked Sessions(LargeUser user, string query) => new(user, $"?page_size=10&{query}");
        Asked Post(LargeUser user) => new(user, $"/{user.Sessions[0]}/messages", message);
    }
}

/// <summary>A call to compare: on the large user, on the small one, and on one whose answer is as long.</summary>
internal sealed record LargeCall(string Name, Asked Large, Asked Small, Asked? Like, double AtMost)
{
    // The largest ratios that are allowed.
    public const double Same = 1.3;
    public const double Filtered = 5;
}

/// <summary>A request of a user; with a body it is a POST.</summary>
internal readonly record struct Asked(LargeUser User, string Path, string? Body = null);
