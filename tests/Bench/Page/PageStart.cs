using System.Diagnostics;
using Chat.Bench.Scenarios;
using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>How a visit begins.</summary>
/// <param name="FirstPaintMs">Until something is painted, milliseconds after the navigation.</param>
/// <param name="SignInMs">Until one can sign in.</param>
/// <param name="FirstMessageMs">Until the newest message of a conversation is there, without the time of the user's typing.</param>
/// <param name="Requests">Of the page, until then.</param>
/// <param name="Bytes">Of these answers as they were sent, headers included.</param>
internal sealed record PageStart(double FirstPaintMs, double SignInMs, double FirstMessageMs, double Requests, double Bytes)
{
    public static async Task<PageStart> MeasureAsync(IPage page, Visitor visitor)
    {
        var (requests, bytes) = (0, 0L);
        var network = await page.Context.NewCDPSessionAsync(page);
        network.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            Interlocked.Increment(ref requests);
            Interlocked.Add(ref bytes, (long)e!.Value.GetProperty("encodedDataLength").GetDouble());
        };
        await network.SendAsync("Network.enable");

        var clock = Stopwatch.StartNew();
        await page.GotoAsync(visitor.Address.AbsoluteUri);
        await page.GetByLabel("token").WaitForAsync();
        var signIn = clock.Elapsed.TotalMilliseconds;
        var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        clock.Restart();
        await visitor.GiveTokenAsync(page);
        await Visitor.LastMessage(page).WaitForAsync();
        return new PageStart(paint, signIn, signIn + clock.Elapsed.TotalMilliseconds, requests, bytes);
    }

    public static PageStart Median(IEnumerable<PageStart> starts)
    {
        var all = starts.ToList();
        return new PageStart(Of(start => start.FirstPaintMs), Of(start => start.SignInMs), Of(start => start.FirstMessageMs), Of(start => start.Requests), Of(start => start.Bytes));

        double Of(Func<PageStart, double> figure) => all.Select(figure).ToList().Median();
    }
}
