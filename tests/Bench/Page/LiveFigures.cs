using System.Diagnostics;
using Chat.Testing;
using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>What is measured while events come.</summary>
internal static class LiveFigures
{
    private static readonly TimeSpan BetweenAppends = TimeSpan.FromMilliseconds(10), BetweenMessages = TimeSpan.FromSeconds(2), BetweenLooks = TimeSpan.FromSeconds(15);

    // As much as an answer has that is worth reading.
    private const int AppendsOfAnswer = 1_000;

    /// <returns>Frames a second.</returns>
    public static async Task<double> FramesAsync(IPage page, int seconds) => await page.EvaluateAsync<double>(
        """
        seconds => new Promise(done => {
            let frames = 0;
            const end = performance.now() + seconds * 1000;
            const count = now => { frames++; now < end ? requestAnimationFrame(count) : done(frames / seconds); };
            requestAnimationFrame(count);
        })
        """,
        seconds);

    public static async Task<Growth> FramesWhileGrowingAsync(IPage page, Visitor visitor, int seconds)
    {
        var draft = await DraftAsync(visitor);
        using var end = new CancellationTokenSource();
        var appending = AppendAsync(visitor, draft, end.Token);
        var frames = await FramesAsync(page, seconds);
        await end.CancelAsync();
        var appends = await appending;
        await FinishAsync(visitor, draft);
        return new Growth(frames, (double)appends / seconds);
    }

    /// <summary>A message each two seconds, and answers that grow all the time.</summary>
    /// <returns>Memory of the tab at the beginning, and each quarter of the time.</returns>
    public static async Task<IReadOnlyList<TabMemory>> MemoryAsync(IPage page, Visitor visitor, TimeSpan time, CancellationToken token)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var talking = TalkAsync(visitor, end.Token);
        var clock = Stopwatch.StartNew();
        List<TabMemory> looks = [await TabMemory.OfAsync(page, clock.Elapsed)];
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            while (clock.Elapsed < time * quarter / 4)
                await Task.Delay(BetweenLooks, token);
            looks.Add(await TabMemory.OfAsync(page, clock.Elapsed));
        }
        await end.CancelAsync();
        await talking;
        return looks;
    }

    private static async Task TalkAsync(Visitor visitor, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await visitor.Api.SayAsync(visitor.Session, "And then?");
            var draft = await DraftAsync(visitor);
            await AppendAsync(visitor, draft, token, AppendsOfAnswer);
            await FinishAsync(visitor, draft);
            await Task.Delay(BetweenMessages, CancellationToken.None);
        }
    }

    /// <returns>How many were appended.</returns>
    private static async Task<int> AppendAsync(Visitor visitor, long draft, CancellationToken token, int most = int.MaxValue)
    {
        using var timer = new PeriodicTimer(BetweenAppends);
        var count = 0;
        while (count < most && !token.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var delta = (count % 40) switch { 0 => "\n\n## Next\n\n", 20 => "\n\n```csharp\nvar x = 1;\n```\n\n", _ => "some **words** more " };
            (await visitor.Api.PatchAsync(visitor.PathOf(draft) + "/append", new { delta })).Ok();
            count++;
        }
        return count;
    }

    private static async Task<long> DraftAsync(Visitor visitor) => (await visitor.Api.PostAsync(
        $"{ApiClient.Base}/{visitor.Session}/messages", new { content = "", message_type = "assistant", agent_type = "primary", status = "streaming" })).Ok().Id;

    private static async Task FinishAsync(Visitor visitor, long draft) => (await visitor.Api.PostAsync(visitor.PathOf(draft) + "/finish", new { })).Ok();
}
