using System.Globalization;

namespace Chat.Bench;

/// <summary>The options of the command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        build/bench                       every scenario, 10 s each, against pgbench on the same server
          --seconds N                     of each measurement (10)
          --rounds N                      of each scenario; the medians count (1)
          --scenarios post,list,…         only these
          --peer URL                      the same load on another service of the contract, in turns (JWT_SECRET_KEY: its key)
        build/bench --compare A.json B.json   two kept results, B against A
        build/bench --large               cost against the size of the data, disk, start and memory
          --minutes N                     of the long run of posts (5)
          --scale F                       of the data: 0.01 for a try (1)
        build/bench --search              what searches cost against a page, what posts lose to the index, its bytes, export and import
          --scale F                       of the data: 0.01 for a try (1)
        build/bench --live                from a call on one host to its event on another, and readers who only wait
          --subscribers N                 of them (5000)
        build/bench --page                the page in Chromium: its start and bytes, jumps in a long conversation, frames, memory while it is live
          --scale F                       of the 1,000,000 messages of that conversation: 0.01 for a try (1)
          --minutes N                     of live updates (5)
        build/bench --walls               what each wall costs: the same load with it and without it, in turns
        """;

    public int Seconds { get; private init; } = 10;

    public int Rounds { get; private init; } = 1;

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Scenarios { get; private init; } = [];

    public Uri? Peer { get; private init; }

    public (string Before, string After)? Compare { get; private init; }

    public bool Large { get; private init; }

    public bool Search { get; private init; }

    public bool Live { get; private init; }

    public bool Page { get; private init; }

    public bool Walls { get; private init; }

    public int Subscribers { get; private init; } = 5_000;

    public int Minutes { get; private init; } = 5;

    public double Scale { get; private init; } = 1;

    /// <exception cref="BenchException">The command line is not understood; the message is the usage.</exception>
    public static BenchOptions Parse(string[] args) => Parse(new BenchOptions(), args);

    private static BenchOptions Parse(BenchOptions so, ReadOnlySpan<string> args) => args switch
    {
        [] => so,
        ["--seconds", var n, .. var rest] => Parse(so with { Seconds = Number(n) }, rest),
        ["--rounds", var n, .. var rest] => Parse(so with { Rounds = Number(n) }, rest),
        ["--scenarios", var names, .. var rest] => Parse(so with { Scenarios = names.Split(',', StringSplitOptions.RemoveEmptyEntries) }, rest),
        ["--peer", var url, .. var rest] when Uri.TryCreate(url, UriKind.Absolute, out var peer) => Parse(so with { Peer = peer }, rest),
        ["--compare", var before, var after] => so with { Compare = (before, after) },
        ["--search", .. var rest] => Parse(so with { Search = true }, rest),
        ["--live", .. var rest] => Parse(so with { Live = true }, rest),
        ["--page", .. var rest] => Parse(so with { Page = true }, rest),
        ["--walls", .. var rest] => Parse(so with { Walls = true }, rest),
        ["--subscribers", var n, .. var rest] => Parse(so with { Subscribers = Number(n) }, rest),
        ["--large", .. var rest] => Parse(so with { Large = true }, rest),
        ["--minutes", var n, .. var rest] => Parse(so with { Minutes = Number(n) }, rest),
        ["--scale", var f, .. var rest] when double.TryParse(f, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1 =>
            Parse(so with { Scale = scale }, rest),
        _ => throw new BenchException($"'{string.Join(' ', args)}' is not understood.\n\n{Usage}"),
    };

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchException($"'{text}' must be a whole number above 0.");
}
