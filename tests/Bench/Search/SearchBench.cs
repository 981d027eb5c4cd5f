using Chat.Bench.Large;
using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Scenarios;
using Chat.Bench.Service;

namespace Chat.Bench.Search;

/// <summary>Searches in a database of 1,000,000 messages, as multiples of a page of 50; posts with and without an entry; bytes.</summary>
internal static class SearchBench
{
    private const string Entries = "mt_doc_searchentry";

    private const int WarmUpSeconds = 15;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        var wrk = new Wrk();
        await using var server = await BenchDatabase.StartAsync(token);
        var connectionString = server.ConnectionString;
        await using (await HostProcess.StartAsync(connectionString, token))
            Say("Filling through the store");
        SearchData data;
        await using (var filler = new BulkFiller(connectionString))
            data = await SearchData.FillAsync(filler, options.Scale, token);
        await using var storage = new Storage(connectionString);
        await storage.TidyAsync(token);
        var relations = await storage.RelationsAsync(token);

        // Cached responses would cost the same at any size.
        await using var host = await HostProcess.StartAsync(connectionString, token, ("CHAT_READ_CACHE_MB", "0"));
        var calls = await CallsAsync(host, data, token);
        var (with, without) = await PostsAsync(wrk, host, options, token);

        Say("Exporting and importing");
        var transfers = await Transfer.RunAsync(connectionString, data.Big, token);

        var result = new SearchResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), await BenchDatabase.DescribeAsync(server, token), data.Messages,
            calls, with, without, BytesOf(name => name == Entries), BytesOf(name => name != Entries && name.Contains("searchentry", StringComparison.Ordinal)), transfers);
        result.Print();
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at, "-search")}");
        return calls.Any(call => call.Failure is not null) ? 1 : 0;

        double BytesOf(Func<string, bool> isIt) => (double)relations.Where(relation => isIt(relation.Name)).Sum(relation => relation.Bytes) / data.Messages;
    }

    private static async Task<List<CallResult>> CallsAsync(HostProcess host, SearchData data, CancellationToken token)
    {
        using var latency = new Latency(host.Address);
        var results = new List<CallResult>();
        foreach (var call in data.Calls())
        {
            Say(call.Name);
            results.Add(await latency.MeasureAsync(call, token));
        }
        return results;
    }

    private static async Task<(double With, double Without)> PostsAsync(Wrk wrk, HostProcess host, BenchOptions options, CancellationToken token)
    {
        Say("Posting with and without words, in turns");
        using var api = new Api(host.Address);
        using var filler = await Filler.FillAsync(api, withDrafts: false, token);
        await LoadAsync("post_words", WarmUpSeconds);
        await LoadAsync("post_wordless", WarmUpSeconds);
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Max(3, options.Rounds); round++)
        {
            with.Add(await LoadAsync("post_words", options.Seconds));
            without.Add(await LoadAsync("post_wordless", options.Seconds));
        }
        return (with.Median(), without.Median());

        async Task<double> LoadAsync(string request, int seconds) =>
            (await wrk.RunAsync(host.Address, request, filler.Main, Scenario.Usual, threads: 2, seconds, token)).PerSecond;
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
