namespace Chat.Bench.Load;

/// <summary>The users of a run on one service: what each scenario calls for.</summary>
internal sealed class Filler : IDisposable
{
    public const int Users = 200;
    public const int MessagesEach = 60;
    public const int SessionsEach = 10;
    public const int HotSessions = 4;

    /// <summary>As long as what wrk and pgbench write.</summary>
    public static readonly string Content = string.Concat(Enumerable.Repeat("lorem ipsum dolor sit amet ", 10));

    // Three more of each: with the one of the agent type `primary`, ten sessions, and none of them displaced by the default limit.
    private static readonly string[] s_otherAgents = ["log_analysis", "research", "router"];

    private Filler(Targets users, Targets hot, Targets creators) => (Main, Hot, Creators) = (users, hot, creators);

    /// <summary>200 users, each with one session of 60 messages and nine empty ones.</summary>
    public Targets Main { get; }

    /// <summary>Four sessions of one user.</summary>
    public Targets Hot { get; }

    /// <summary>200 users with nothing, to create sessions.</summary>
    public Targets Creators { get; }

    public static async Task<Filler> FillAsync(Api api, CancellationToken token)
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
        return new Filler(Targets.Of(users), Targets.Of(hot), Targets.Of([.. creators]));
    }

    public void Dispose()
    {
        Main.Dispose();
        Hot.Dispose();
        Creators.Dispose();
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
