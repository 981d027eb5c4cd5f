using Chat.Features.Shared.Errors;
using Chat.Features.Transfer;

namespace Features.Tests.Transfer;

public sealed class TransferSlotsTests
{
    [Fact]
    public void A_host_runs_eight_transfers_at_once_and_takes_the_next_when_one_ends()
    {
        using var slots = new TransferSlots();
        var taken = Enumerable.Range(0, TransferSlots.Most).Select(_ => new TransferSlot(slots)).ToList();
        taken.ForEach(slot => slot.Take());
        using var next = new TransferSlot(slots);

        Should.Throw<BusyException>(next.Take);
        taken[0].Dispose();
        next.Take();

        taken.ForEach(slot => slot.Dispose());
    }
}
