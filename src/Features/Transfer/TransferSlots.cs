namespace Chat.Features.Transfer;

/// <summary>How many exports and imports a host runs at once: each holds a connection for long, and other calls need some too.</summary>
internal sealed class TransferSlots : IDisposable
{
    internal const int Most = 8;

    private readonly SemaphoreSlim _free = new(Most);

    internal bool TryTake() => _free.Wait(0);

    internal void Free() => _free.Release();

    public void Dispose() => _free.Dispose();
}
