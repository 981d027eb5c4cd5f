using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>One kind of load, and its targets.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Request">The request's name in <c>load.lua</c>.</param>
/// <param name="Connections">Calls under way at any time.</param>
internal sealed record Scenario(string Name, string Request, int Connections = Scenario.Usual)
{
    public const int Usual = 16;

    // The minimum targets of the service.
    public const double LargestSpread = 5;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("post", "post") { Limit = new Limit("limit_post.sql", 0.5), AgainstPeer = 1.5 },
        new("list", "list") { Limit = new Limit("limit_list.sql", 0.5), AgainstPeer = 12 },
        new("list_miss", "list") { Limit = new Limit("limit_list.sql", 0.15), AgainstPeer = 2.5, IsForgetful = true, AgainstScenario = ("list", null) },
        new("get", "get") { AgainstPeer = 4.5 },
        new("get_full", "get_full"),
        new("sessions", "sessions") { AgainstPeer = 4.5 },
        new("stats", "stats") { AgainstPeer = 4 },
        new("create", "create") { Targets = filler => filler.Creators },
        new("hot", "post") { Targets = filler => filler.Hot, AgainstScenario = ("post", 0.25) },
        new("post_256", "post", 256) { AgainstScenario = ("post", 0.85) },
        new("list_256", "list", 256) { AgainstScenario = ("list", 0.85) },
        new("two_hosts", "post") { Hosts = 2, AgainstScenario = ("post", null) },
        new("append", "append", Filler.Drafts) { Targets = filler => filler.Open },
        new("post_beside", "post") { Targets = filler => filler.Writers, Beside = new Beside("append", Filler.Drafts), AgainstScenario = ("post", null) },
    ];

    public Func<Filler, Targets> Targets { get; private init; } = filler => filler.Main;

    /// <summary>Another load that runs at the same time and is not counted.</summary>
    public Beside? Beside { get; private init; }

    /// <summary>Hosts on the one database that share the load.</summary>
    public int Hosts { get; private init; } = 1;

    /// <summary>Whether the output cache holds a few responses only, so that nine of ten reads miss it.</summary>
    public bool IsForgetful { get; private init; }

    /// <summary>The script of plain SQL for the same, and the share of its throughput to reach.</summary>
    public Limit? Limit { get; private init; }

    /// <summary>The multiple of the peer's throughput to reach; null without the peer.</summary>
    public double? AgainstPeer { get; private init; }

    /// <summary>The share of another scenario's throughput to reach; without a number it is only shown.</summary>
    public (string Name, double? AtLeast)? AgainstScenario { get; private init; }

    /// <summary>Whether p99 has a bound relative to p50: at the usual number of connections, each for another user.</summary>
    public bool BoundsSpread => Connections == Usual && Hosts == 1 && Beside is null && !IsForgetful;

    /// <summary>Whether the cost of one request is taken; more connections or hosts do not change it.</summary>
    public bool ShowsCost => (Connections == Usual && Hosts == 1 && Beside is null && !IsForgetful) || Request == "append";

    /// <exception cref="BenchException">There is no such scenario.</exception>
    public static IReadOnlyList<Scenario> Pick(IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => All.All(scenario => scenario.Name != name)))
            throw new BenchException($"There is no scenario '{name}'; there are {string.Join(", ", All.Select(scenario => scenario.Name))}.");
        return names.Count == 0 ? All : [.. All.Where(scenario => names.Contains(scenario.Name, StringComparer.Ordinal))];
    }
}

/// <summary>A load on streaming messages beside that of a scenario.</summary>
/// <param name="Request">The request's name in <c>load.lua</c>.</param>
/// <param name="Connections">Calls under way at any time.</param>
internal sealed record Beside(string Request, int Connections);

/// <summary>What pgbench runs beside a scenario.</summary>
internal sealed record Limit(string Script, double AtLeast);
