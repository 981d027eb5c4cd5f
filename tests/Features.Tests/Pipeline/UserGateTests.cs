using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Pipeline;

namespace Features.Tests.Pipeline;

public sealed partial class UserGateTests
{
    private const string Anna = "anna";

    // Reached only by a failure; the gate's clock is manual.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly UserGate _gate;

    public UserGateTests() => _gate = new UserGate(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_call_of_a_user_does_not_wait_and_leaves_nothing_behind()
    {
        var entered = _gate.EnterAsync(Anna, Token);

        entered.IsCompletedSuccessfully.ShouldBeTrue();
        _gate.Count.ShouldBe(1);
        (await entered).Dispose();
        _gate.Count.ShouldBe(0);
        await NoTimerShouldBeLeftAsync();
    }

    [Fact]
    public async Task Turns_come_in_the_order_of_the_calls_one_at_a_time()
    {
        var first = await _gate.EnterAsync(Anna, Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => Enter()).ToArray();

        first.Dispose();
        for (var i = 0; i < waiting.Length; i++)
        {
            var turn = await waiting[i].WaitAsync(Patience, Token);
            waiting[(i + 1)..].ShouldAllBe(later => !later.IsCompleted);
            turn.Dispose();
        }

        _gate.Count.ShouldBe(0);
        await NoTimerShouldBeLeftAsync();
    }

    [Fact]
    public async Task Users_do_not_wait_for_each_other()
    {
        using var hers = await _gate.EnterAsync(Anna, Token);

        var others = Enumerable.Range(0, 100).Select(i => _gate.EnterAsync($"user {i}", Token)).ToArray();

        others.ShouldAllBe(other => other.IsCompletedSuccessfully);
        _gate.Count.ShouldBe(101);
        foreach (var other in others)
            (await other).Dispose();
        _gate.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_waiting_call_that_is_cancelled_leaves_and_the_next_one_takes_its_place()
    {
        using var cancel = new CancellationTokenSource();
        var first = await _gate.EnterAsync(Anna, Token);
        var hurried = _gate.EnterAsync(Anna, cancel.Token).AsTask();
        var patient = Enter();

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(hurried.WaitAsync(Patience, Token));
        patient.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await patient.WaitAsync(Patience, Token)).Dispose();
        _gate.Count.ShouldBe(0);
        await NoTimerShouldBeLeftAsync();
    }

    [Fact]
    public async Task A_queue_that_is_full_refuses_the_next_at_once_and_takes_calls_again_when_one_has_left()
    {
        using var cancel = new CancellationTokenSource();
        var first = await _gate.EnterAsync(Anna, Token);
        var impatient = _gate.EnterAsync(Anna, cancel.Token).AsTask();
        var waiting = Enumerable.Range(1, UserGate.MaxWaiting - 1).Select(_ => Enter()).ToArray();

        await Should.ThrowAsync<BusyException>(() => Enter().WaitAsync(Patience, Token));
        (await _gate.EnterAsync("somebody else", Token)).Dispose();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient.WaitAsync(Patience, Token));
        var taken = Enter();

        taken.IsCompleted.ShouldBeFalse();
        first.Dispose();
        foreach (var call in waiting.Append(taken))
            (await call.WaitAsync(Patience, Token)).Dispose();
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Whatever_is_cancelled_in_the_moment_of_its_turn_two_never_run_at_once_and_nobody_is_forgotten()
    {
        var (inside, most, served, cancelled) = (0, 0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 4_000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (i, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var entering = _gate.EnterAsync(Anna, cancel.Token).AsTask();
            var cancelling = i % 3 == 0 ? Task.Run(cancel.Cancel, Token) : Task.CompletedTask;
            try
            {
                using var turn = await entering;
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref served);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
            await cancelling;
        }).WaitAsync(TimeSpan.FromSeconds(30), Token);

        most.ShouldBe(1);
        cancelled.ShouldBeGreaterThan(0);
        (served + cancelled).ShouldBe(4_000);
        _gate.Count.ShouldBe(0);
        await NoTimerShouldBeLeftAsync();
    }

    /// <summary>The framework disposes of a timer just after it resumes the waiting call.</summary>
    private Task NoTimerShouldBeLeftAsync() => Eventually.HoldsAsync("no timer is left", () => _time.Waiting == 0);

    private Task<UserGate.Turn> Enter() => _gate.EnterAsync(Anna, Token).AsTask();
}
