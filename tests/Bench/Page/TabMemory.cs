using Chat.Bench.Machine;
using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>Memory of a tab after a collection, MiB.</summary>
/// <param name="At">Since the first look.</param>
/// <param name="JavaScript">Objects of scripts.</param>
/// <param name="WebAssembly">The memory of .NET, which grows only.</param>
/// <param name="Resident">Of the process that draws the tab, code of the browser included.</param>
/// <param name="Elements">Of the document.</param>
/// <param name="Nodes">Of the document, and those that are no longer in it but still held.</param>
internal sealed record TabMemory(TimeSpan At, double JavaScript, double WebAssembly, double Resident, int Elements, int Nodes)
{
    private const double MiB = 1024 * 1024;

    public static async Task<TabMemory> OfAsync(IPage page, TimeSpan at)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("HeapProfiler.collectGarbage");
        var used = (await devTools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        var nodes = (await devTools.SendAsync("Memory.getDOMCounters"))!.Value.GetProperty("nodes").GetInt32();
        await devTools.DetachAsync();
        return new TabMemory(
            at,
            used / MiB,
            await page.EvaluateAsync<double>("getDotnetRuntime(0).Module.HEAPU8.length") / MiB,
            await ResidentAsync(page.Context.Browser!) / MiB,
            await page.EvaluateAsync<int>("document.getElementsByTagName('*').length"),
            nodes);
    }

    // Other tabs are small: they are empty.
    private static async Task<long> ResidentAsync(IBrowser browser)
    {
        var devTools = await browser.NewBrowserCDPSessionAsync();
        var processes = (await devTools.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo");
        await devTools.DetachAsync();
        return processes.EnumerateArray().Where(process => process.GetProperty("type").GetString() == "renderer").Max(process => ProcessTable.ResidentBytes(process.GetProperty("id").GetInt32()));
    }
}
