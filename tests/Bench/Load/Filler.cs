namespace Chat.Bench.Load;

/// <summary>The users of a run on one service, for each scenario.</summary>
internal sealed class Filler : IDisposable
{
    public const int Users = 200;
    public const int MessagesEach = 60;
    public const int SessionsEach = 10;
    public const int HotSessions = 4;
    public const int Drafts = 200;
    public const int WritersOfDrafts = 20;

    /// <summary>As long as the texts of wrk and pgbench.</summary>
    public static readonly string Content = string.Concat(Enumerable.Repeat("lorem ipsum dolor sit amet ", 10));

    // Three more of each: with the one of the agent type `primary`, ten sessions, and none of them displaced by the default limit.
    private static readonly string[] s_otherAgents = ["log_analysis", "research", "router"];

    private Filler(Targets users, Targets hot, Targets creators, Targets writers, Targets open) =>
        (Main, Hot, Creators, Writers, Open) = (users, hot, creators, writers, open);

    /// <summary>200 users, each with one session of 60 messages and nine empty ones.</summary>
    public Targets Main { get; }

    /// <summary>Four sessions of one user.</summary>
    public Targets Hot { get; }

    /// <summary>200 users without data, to create sessions.</summary>
    public Targets Creators { get; }

    /// <summary>20 users, each with one session in which messages are streaming.</summary>
    public Targets Writers { get; }

    /// <summary>These 200 messages; none where the service has no streaming messages.</summary>
    public Targets Open { get; }

    /// <param name="api">The service.</param>
    /// <param name="withDrafts">Whether to open messages to append to.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<Filler> FillAsync(Api api, bool withDrafts, CancellationToken token)
    {
        var run = Guid.NewGuid().ToString("n")[..8];
        var tokens = new Tokens(Tokens.Key);
        var users = new Target[Users];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = token };
        await Parallel.ForAsync(0, Users, parallel, async (n, stop) => users[n] = await UserAsync(api, tokens.For($"bench-{run}-{n}"), stop));

        var bearer = tokens.For($"bench-{run}-hot");
        var hot = new Target[HotSessions];
        for (var n = 0; n < HotSessions; n++)
            hot[n] = new Target(bearer, await api.CreateAsync(bearer, $"Hot {n}", "primary", token));

        var creators = Enumerable.Range(0, Users).Select(n => new Target(tokens.For($"bench-{run}-creator-{n}"), 0));
        var writers = new Target[WritersOfDrafts];
        for (var n = 0; n < WritersOfDrafts; n++)
        {
            var writer = tokens.For($"bench-{run}-writer-{n}");
            writers[n] = new Target(writer, await api.CreateAsync(writer, $"Drafts {n}", "primary", token));
        }
        var open = new Target[withDrafts ? Drafts : 0];
        await Parallel.ForAsync(0, open.Length, parallel, async (n, stop) =>
        {
            var writer = writers[n % WritersOfDrafts];
            open[n] = writer with { Message = await api.DraftAsync(writer.Bearer, writer.Session, stop) };
        });
        return new Filler(Targets.Of(users), Targets.Of(hot), Targets.Of([.. creators]), Targets.Of(writers), Targets.Of(open));
    }

    public void Dispose()
    {
        Main.Dispose();
        Hot.Dispose();
        Creators.Dispose();
        Writers.Dispose();
        Open.Dispose();
    }

    private static async Task<Target> UserAsync(Api api, string bearer, CancellationToken token)
    {
        for (var n = 1; n < SessionsEach; n++)
            await api.CreateAsync(bearer, $"Bench {n}", s_otherAgents[n % s_otherAgents.Length], token);
        var session = await api.CreateAsync(bearer, "Bench 0", "primary", token);
        for (var n = 0; n < MessagesEach; n++)
            await api.PostAsync(bearer, session, Content, token);
        return new Target(bearer, session);
    }
}
