using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>Memory of a tab, MiB.</summary>
/// <param name="At">Since the first look.</param>
/// <param name="JavaScript">Objects of scripts, after a collection.</param>
/// <param name="WebAssembly">The memory of .NET, which grows only.</param>
/// <param name="Elements">Of the document.</param>
internal sealed record TabMemory(TimeSpan At, double JavaScript, double WebAssembly, int Elements)
{
    private const double MiB = 1024 * 1024;

    public static async Task<TabMemory> OfAsync(IPage page, TimeSpan at)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("HeapProfiler.collectGarbage");
        var used = (await devTools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        await devTools.DetachAsync();
        return new TabMemory(
            at,
            used / MiB,
            await page.EvaluateAsync<double>("getDotnetRuntime(0).Module.HEAPU8.length") / MiB,
            await page.EvaluateAsync<int>("document.getElementsByTagName('*').length"));
    }
}
