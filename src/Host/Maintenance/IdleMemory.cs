namespace Chat.Host.Maintenance;

/// <summary>Returns memory to the system after a load; the garbage collector would keep it.</summary>
internal sealed class IdleMemory : BackgroundService
{
    // Bytes: an idle host allocates less than Little between two looks, a load far more.
    private const long Little = 4 << 20, WorthIt = 64 << 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, sinceGivenBack) = (GC.GetTotalAllocatedBytes(), 0L);
        while (true)
        {
            await Task.Delay(BetweenLooks, stoppingToken);
            var now = GC.GetTotalAllocatedBytes();
            sinceGivenBack += now - seen;
            if (now - seen < Little && sinceGivenBack > WorthIt)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                sinceGivenBack = 0;
            }
            seen = now;
        }
    }
}
