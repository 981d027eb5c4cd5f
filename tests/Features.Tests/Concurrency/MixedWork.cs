using System.Collections.Concurrent;

namespace Features.Tests.Concurrency;

/// <summary>Random calls of one user from several callers at once, on one or more hosts, and the check of their results.</summary>
internal sealed class MixedWork(int seed, params ApiClient[] hosts)
{
    private const int Limit = 5;
    private static readonly string[] Agents = ["primary", "log_analysis", "research", "router"];
    private static readonly string[] Types = ["user", "assistant", "system"];

    private readonly ConcurrentDictionary<long, Kept> _sessions = [];
    private int _calls;

    /// <summary>What was sent to one session and acknowledged.</summary>
    private sealed record Kept(string AgentType)
    {
        public ConcurrentDictionary<long, string> Messages { get; } = [];

        public ConcurrentDictionary<string, bool> Titles { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Runs several callers, and checks the limit meanwhile.</summary>
    public async Task RunAsync(int callers, int callsEach)
    {
        await CreateAsync(hosts[0], new Random(seed));
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(done.Token);
        await Task.WhenAll(Enumerable.Range(1, callers).Select(caller => WorkAsync(new Random(seed + caller), callsEach)));
        await done.CancelAsync();
        (await watching).ShouldBeGreaterThan(2, "the limit is to be looked at during the run");
    }

    /// <summary>Compares the data with the answers.</summary>
    public async Task ShouldHaveLostNothingAsync()
    {
        var seen = await UserView.ReadAsync(hosts[^1]);
        seen.ShouldAgree(Limit);
        seen.Sessions.Select(UserView.Id).ShouldBe(_sessions.Keys, ignoreOrder: true);
        foreach (var session in seen.Sessions)
        {
            var kept = _sessions[UserView.Id(session)];
            session.GetProperty("agent_type").GetString().ShouldBe(kept.AgentType);
            kept.Titles.Keys.ShouldContain(session.GetProperty("title").GetString()!);
            seen.Messages[UserView.Id(session)].ToDictionary(UserView.Sequence, message => message.GetProperty("content").GetString()!)
                .ShouldBe(kept.Messages, ignoreOrder: true);
        }
    }

    private async Task WorkAsync(Random random, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var host = hosts[Interlocked.Increment(ref _calls) % hosts.Length];
            var (id, kept) = _sessions.ElementAt(random.Next(_sessions.Count));
            var path = $"{ApiClient.Base}/{id}";
            switch (random.Next(10))
            {
                case < 2:
                    await CreateAsync(host, random);
                    break;
                case < 6:
                    await PostAsync(host, random, id, kept);
                    break;
                case 6:
                    (await host.DeleteAsync(path)).Ok()["session_id"].GetInt64().ShouldBe(id);
                    break;
                case 7:
                    var title = NewText("Title");
                    kept.Titles.TryAdd(title, true);
                    (await host.PutAsync(path, new { title, metadata = new { title } })).Ok()["title"].GetString().ShouldBe(title);
                    break;
                default:
                    var isActive = random.Next(3) > 0;
                    (await host.PutAsync(path, new { is_active = isActive })).Ok()["is_active"].GetBoolean().ShouldBe(isActive);
                    break;
            }
        }
    }

    private async Task CreateAsync(ApiClient host, Random random)
    {
        var (title, agent) = (NewText("Session"), Agents[random.Next(Agents.Length)]);
        var answer = await host.CreateAsync(title, agent, isActive: random.Next(4) > 0);
        var kept = new Kept(agent);
        kept.Titles.TryAdd(title, true);
        _sessions.TryAdd(answer.Id, kept).ShouldBeTrue("an id is given once");
    }

    private static async Task PostAsync(ApiClient host, Random random, long id, Kept kept)
    {
        var text = NewText("Message");
        var answer = await host.SayAsync(id, text, Types[random.Next(3)], Agents[random.Next(4)]);
        kept.Messages.TryAdd(answer["sequence"].GetInt64(), text).ShouldBeTrue("a sequence is given once");
    }

    /// <summary>Each answer is one snapshot, so its parts must agree at any time.</summary>
    private async Task<int> WatchAsync(CancellationToken done)
    {
        var looks = 0;
        // Even on a busy machine it has checked a few times.
        while (!done.IsCancellationRequested || looks < 5)
        {
            var host = hosts[looks++ % hosts.Length];
            var active = (await host.GetAsync($"{ApiClient.Base}?is_active=true&page_size=100")).Ok();
            var sessions = active["sessions"].EnumerateArray().ToList();
            sessions.CountBy(session => session.GetProperty("agent_type").GetString()!).ShouldAllBe(agent => agent.Value <= Limit);
            active["total_count"].GetInt64().ShouldBe(sessions.Count);
            var session = (await host.GetAsync($"{ApiClient.Base}/{_sessions.Keys.First()}")).Ok();
            session["messages"].EnumerateArray().Select(UserView.Sequence).LastOrDefault().ShouldBe(session["message_count"].GetInt64());
        }
        return looks;
    }

    private static string NewText(string kind) => $"{kind} {Guid.NewGuid():n}";
}
