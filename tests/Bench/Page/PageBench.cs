using Chat.Bench.Large;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Service;
using Chat.Testing;

namespace Chat.Bench.Page;

/// <summary>The page in Chromium: its start, its bytes, frames while an answer grows, memory while it is live.</summary>
internal static class PageBench
{
    private const int Visits = 5;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        await using var server = await BenchDatabase.StartAsync(token);
        await using var browser = new Browser();
        await browser.InitializeAsync();
        if (!browser.IsFound)
            throw new BenchException("There is no Chromium: install it, or name a program in CHAT_CHROMIUM.");
        var reader = await FillAsync(server.ConnectionString, options.Scale, token);
        await using var host = await HostProcess.StartAsync(server.ConnectionString, token, ("CHAT_WEB", "true"));
        using var visitor = await Visitor.CreateAsync(host.Address, "visitor");

        var starts = new List<PageStart>();
        for (var i = 0; i < Visits; i++)
        {
            Say($"Visit {i + 1}");
            var first = await browser.OpenAsync();
            starts.Add(await PageStart.MeasureAsync(first, visitor));
            starts.Add(await PageStart.MeasureAsync(await first.Context.NewPageAsync(), visitor));
            await first.Context.CloseAsync();
        }

        Say("Jumps");
        var jumps = await JumpsAsync(browser, host, reader);

        var page = await browser.OpenAsync();
        await visitor.SignInAsync(page);
        Say("Frames");
        var idle = await LiveFigures.FramesAsync(page, options.Seconds);
        var growing = await LiveFigures.FramesWhileGrowingAsync(page, visitor, options.Seconds);
        Say($"Memory over {options.Minutes} minutes");
        var memory = await LiveFigures.MemoryAsync(page, visitor, TimeSpan.FromMinutes(options.Minutes), token);

        var result = new PageResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), PageStart.Median(starts.Where((_, i) => i % 2 == 0)), PageStart.Median(starts.Where((_, i) => i % 2 == 1)),
            jumps, idle, growing, memory);
        result.Print();
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at, "-page")}");
        return 0;
    }

    /// <summary>A user with a conversation of 1,000,000 messages.</summary>
    private static async Task<LargeUser> FillAsync(string connectionString, double scale, CancellationToken token)
    {
        await using (await HostProcess.StartAsync(connectionString, token))
            Say("Filling through the store");
        await using var filler = new BulkFiller(connectionString);
        return await filler.UserAsync("page-long", 1, Math.Max(1_000, (int)(1_000_000 * scale)), token);
    }

    private static async Task<Jumps> JumpsAsync(Browser browser, HostProcess host, LargeUser reader)
    {
        using var visitor = await Visitor.CreateAsync(host.Address, reader.Name);
        var page = await browser.OpenAsync();
        await visitor.SignInAsync(page);
        var jumps = await Jumps.MeasureAsync(page, reader.Sessions[0], reader.Messages, visitor.Session, Visitor.Messages);
        await page.Context.CloseAsync();
        return jumps;
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
