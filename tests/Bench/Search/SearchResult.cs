using Chat.Bench.Large;
using Chat.Bench.Machine;
using Chat.Bench.Results;

namespace Chat.Bench.Search;

/// <summary>A run of <c>--search</c>.</summary>
internal sealed record SearchResult(
    DateTimeOffset At, string Revision, MachineDescription Machine, string Postgres, long Messages, IReadOnlyList<CallResult> Calls,
    double PostsWithWords, double PostsWithoutWords, double TableBytesPerMessage, double IndexBytesPerMessage,
    IReadOnlyList<TransferResult> Transfers)
{
    // Posts lose a sixth at most.
    private const double LeastOfPosts = 5.0 / 6;

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{At:u}, revision {Revision}");
        Console.WriteLine(Machine);
        Console.WriteLine($"PostgreSQL {Postgres}; {Messages:N0} messages");
        Console.WriteLine();
        var table = new TextTable("search", "ms", "page of 50 ms", "times a page", "at most");
        foreach (var call in Calls)
            table.Add(call.Name, Report.Figure(call.Large), Report.Figure(call.Small), Report.Figure(call.AgainstSmall), Report.Figure(call.AtMost, "N0"));
        Console.WriteLine(table);
        foreach (var call in Calls.Where(call => call.Failure is not null))
            Console.WriteLine($"FAILED: {call.Name}: {call.Failure}");
        Console.WriteLine($"Posts of 40 words: {PostsWithWords:N0} a second; as long without a word, so without an entry: {PostsWithoutWords:N0} a second.");
        Console.WriteLine($"Entries: {TableBytesPerMessage:N0} bytes a message, their indexes {IndexBytesPerMessage:N0}.");
        foreach (var one in Transfers)
            Console.WriteLine($"{one.What}: {one.Megabytes:N0} MB in {one.Seconds:N1} s; resident memory of the host from {one.ResidentBefore:N0} to at most {one.ResidentPeak:N0} MB.");
        Console.WriteLine();
        Console.WriteLine(Report.Table(Verdicts()));
    }

    private IEnumerable<Verdict> Verdicts()
    {
        foreach (var call in Calls)
            yield return new Verdict(call.Name, "time against a page of 50", call.AgainstSmall, call.AtMost, IsUpperBound: true);
        yield return new Verdict("post", "req/s against a post without an entry", PostsWithWords / PostsWithoutWords, LeastOfPosts);
    }
}
