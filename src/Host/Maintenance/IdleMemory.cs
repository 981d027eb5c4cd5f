namespace Chat.Host.Maintenance;

/// <summary>Gives memory back to the system when a load is over: the collector keeps what it once needed, until it is asked.</summary>
internal sealed class IdleMemory : BackgroundService
{
    // In bytes: what the background alone allocates between two looks is less, what a load does is far more.
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
