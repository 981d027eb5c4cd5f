using Chat.Bench.Results;

namespace Chat.Bench.Large;

/// <summary>Prints a run on the large database for people.</summary>
internal static class LargeReport
{
    public static void Print(LargeResult result)
    {
        Console.WriteLine();
        Console.WriteLine($"{result.At:u}, revision {result.Revision}");
        Console.WriteLine(result.Machine);
        Console.WriteLine($"PostgreSQL {result.Postgres}; {result.Data}");
        Console.WriteLine();
        Console.WriteLine(Calls(result));
        foreach (var call in result.Calls.Where(call => call.Failure is not null))
            Console.WriteLine($"FAILED: {call.Name}: {call.Failure}");
        Console.WriteLine($"Plans: {result.Plans}");
        Console.WriteLine();
        var posts = result.Posts;
        Console.WriteLine($"{posts.Messages:N0} posts at {posts.RequestsPerSecond:N0} a second: {posts.DiskBytesPerMessage:N0} bytes a message on disk, {posts.LogBytesPerMessage:N0} in the write-ahead log.");
        Console.WriteLine(Disk(posts));
        Console.WriteLine(Health(posts));
        Console.WriteLine($"Ready after {string.Join(", ", result.StartSeconds.Select(seconds => $"{seconds:N2}"))} s.");
        Console.WriteLine($"Host: {posts.ResidentAfterAMinute:N0} MB after a minute, {posts.ResidentPeak:N0} MB at most, {posts.ResidentIdle:N0} MB idle.");
        Console.WriteLine();
        Console.WriteLine(Report.Table(result.Verdicts()));
        foreach (var check in result.Checks)
            Console.WriteLine(check);
    }

    private static TextTable Calls(LargeResult result)
    {
        var table = new TextTable("call", "ms", "small user ms", "ratio", "same answer ms", "ratio", "at most");
        foreach (var call in result.Calls)
        {
            table.Add(
                call.Name, Report.Figure(call.Large), Report.Figure(call.Small), Report.Figure(call.AgainstSmall), Report.Figure(call.Like),
                Report.Figure(call.AgainstSameAnswer), Report.Figure(call.AtMost, "N1"));
        }
        return table;
    }

    private static TextTable Disk(LongRunResult posts)
    {
        var table = new TextTable("table or index", "bytes a message");
        foreach (var (name, bytes) in posts.BytesPerMessage.Where(relation => relation.Value > 0.5).OrderByDescending(relation => relation.Value))
            table.Add(name, Report.Figure(bytes, "N0"));
        return table;
    }

    private static TextTable Health(LongRunResult posts)
    {
        var table = new TextTable("table", "rows", "dead before", "dead after", "updates", "of them hot", "autovacuums");
        foreach (var after in posts.After)
        {
            var before = posts.Before.FirstOrDefault(table => table.Table == after.Table) ?? new TableHealth(after.Table, 0, 0, 0, 0, 0);
            var updates = after.Updates - before.Updates;
            table.Add(
                after.Table, Report.Figure(after.Live, "N0"), Report.Figure(before.Dead, "N0"), Report.Figure(after.Dead, "N0"), Report.Figure(updates, "N0"),
                updates == 0 ? Report.Figure(null) : $"{100.0 * (after.HotUpdates - before.HotUpdates) / updates:N1} %",
                Report.Figure(after.Autovacuums - before.Autovacuums, "N0"));
        }
        return table;
    }
}
