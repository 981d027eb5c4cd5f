namespace Chat.Features.Transfer;

/// <summary>A slot that is held until the call's services end, also when the call was left behind.</summary>
internal sealed class TransferSlot(TransferSlots slots) : IDisposable
{
    private bool _isTaken;

    /// <exception cref="BusyException">There is none free.</exception>
    internal void Take() => _isTaken = slots.TryTake() ? true : throw new BusyException("Too many exports and imports are under way; try again shortly");

    public void Dispose()
    {
        if (_isTaken)
            slots.Free();
        _isTaken = false;
    }
}
