using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Pipeline;

namespace Features.Tests.Pipeline;

public sealed partial class UserGateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_wait_behind_a_turn_that_does_not_end_is_over_after_its_patience_and_not_before()
    {
        var first = await _gate.EnterAsync(Anna, Token);
        var waiting = Enter();

        _time.Advance(UserGate.Patience - Tick);
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(Tick);

        await ShouldBeRefusedAsync(waiting);
        first.Dispose();
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task While_the_queue_moves_a_call_waits_on_and_gives_up_when_it_stands_still()
    {
        var first = await _gate.EnterAsync(Anna, Token);
        var second = Enter();
        var third = Enter();

        _time.Advance(UserGate.Patience - Second);
        first.Dispose();
        var turn = await second.WaitAsync(Patience, Token);
        _time.Advance(Second);
        await TimersAsync(1);
        third.IsCompleted.ShouldBeFalse();
        _time.Advance(UserGate.Standstill - Second);

        await ShouldBeRefusedAsync(third);
        turn.Dispose();
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task However_the_queue_moves_no_call_waits_longer_than_the_longest_wait()
    {
        var turn = await _gate.EnterAsync(Anna, Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => Enter()).ToArray();
        var served = (int)UserGate.MaxWait.TotalSeconds - 1;

        for (var i = 0; i < served; i++)
        {
            _time.Advance(Second);
            turn.Dispose();
            turn = await waiting[i].WaitAsync(Patience, Token);
            await TimersAsync(waiting.Length - i - 1);
        }
        waiting[served..].ShouldAllBe(call => !call.IsCompleted);
        _time.Advance(Second);

        foreach (var call in waiting[served..])
            await ShouldBeRefusedAsync(call);
        turn.Dispose();
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_turn_that_took_too_long_refuses_all_that_wait_and_the_next_call_gets_its_turn()
    {
        var first = await _gate.EnterAsync(Anna, Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => Enter()).ToArray();
        var somebodyElse = await _gate.EnterAsync("somebody else", Token);

        first.RefuseWaiting();
        foreach (var call in waiting)
            await ShouldBeRefusedAsync(call);
        first.Dispose();
        somebodyElse.Dispose();

        _gate.Count.ShouldBe(0);
        (await _gate.EnterAsync(Anna, Token)).Dispose();
        await NoTimerShouldBeLeftAsync();
    }

    private static async Task ShouldBeRefusedAsync(Task call) =>
        (await Should.ThrowAsync<BusyException>(call.WaitAsync(Patience, Token))).Message.ShouldBe("Too many calls of this user are under way");

    /// <summary>A fired timer is replaced on another thread, by the call that it woke.</summary>
    private Task TimersAsync(int count) => Eventually.HoldsAsync($"{count} calls wait", () => _time.Waiting == count);
}
