using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Users;
using Chat.Features.Statistics;
using Chat.Host.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Pipeline;

/// <summary>The pipeline without a host, with an unreachable database.</summary>
public sealed class PipelineTests : IAsyncDisposable
{
    private const string Anna = "anna";

    // Reached only by a failure; the pipeline's clock is manual.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly UserGate _gate;
    private readonly NpgsqlDataSource _nowhere = PostgresFixture.Pool("Host=127.0.0.1;Port=1;Username=nobody");
    private readonly ServiceProvider _services;

    public PipelineTests()
    {
        _gate = new UserGate(_time);
        var services = new ServiceCollection();
        services.AddMarten(_ => StorageSetup.Configure(_nowhere));
        services.AddTransient(provider => provider.GetRequiredService<IDocumentStore>().LightweightSession(Anna));
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_lost_its_database_sends_away_those_that_wait_behind_it()
    {
        var begin = new TaskCompletionSource();
        var first = SendAsync(async () =>
        {
            await begin.Task;
            await using var storage = _services.GetRequiredService<IDocumentSession>();
            await storage.LoadAsync<UserStats>(Anna, Token);
        });
        var waiting = Enumerable.Range(0, 5).Select(_ => SendAsync(() => Task.CompletedTask)).ToArray();
        waiting.ShouldAllBe(call => !call.IsCompleted);

        begin.SetResult();

        CommandRetries.IsLostConnection(await Should.ThrowAsync<Exception>(first.WaitAsync(Patience, Token))).ShouldBeTrue();
        foreach (var call in waiting)
            await Should.ThrowAsync<BusyException>(call.WaitAsync(Patience, Token));
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_command_that_is_refused_for_what_it_asks_hands_its_turn_to_the_next()
    {
        var begin = new TaskCompletionSource();
        var first = SendAsync(async () =>
        {
            await begin.Task;
            throw new NotFoundException("nothing");
        });
        var waiting = Enumerable.Range(0, 5).Select(_ => SendAsync(() => Task.CompletedTask)).ToArray();

        begin.SetResult();

        await Should.ThrowAsync<NotFoundException>(first.WaitAsync(Patience, Token));
        await Task.WhenAll(waiting).WaitAsync(Patience, Token);
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_command_that_waited_for_its_turn_has_less_time_for_the_database()
    {
        var end = new TaskCompletionSource();
        var first = SendAsync(() => end.Task);
        var second = SendAsync(() => new TaskCompletionSource().Task);
        var waited = TimeSpan.FromSeconds(3.5);

        _time.Advance(waited);
        end.SetResult();
        await first.WaitAsync(Patience, Token);

        // The timers of the gate and of the first deadline are earlier.
        var due = DateTimeOffset.UnixEpoch + waited + CallDeadline.Least;
        await Eventually.HoldsAsync("the second has its deadline", () => _time.LastDue == due);
        _time.Advance(CallDeadline.Least);
        await Should.ThrowAsync<BusyException>(second.WaitAsync(Patience, Token));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(3.5, 0.9)]
    [InlineData(4, 0.9)]
    [InlineData(4.1, 4)]
    public async Task The_wait_for_a_turn_and_the_time_for_the_database_are_five_seconds_together_unless_a_long_queue_moved(double waited, double left)
    {
        using var deadline = new CallDeadline(_time);
        deadline.Begin(CancellationToken.None);
        deadline.Waited = TimeSpan.FromSeconds(waited);
        var call = deadline.WithinAsync(() => new TaskCompletionSource<int>().Task);

        _time.Advance(TimeSpan.FromSeconds(left) - TimeSpan.FromTicks(1));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));

        await Should.ThrowAsync<BusyException>(call.WaitAsync(Patience, Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _nowhere.DisposeAsync();
    }

    /// <summary>Sends a command in its own scope, as a call of the user.</summary>
    private async Task SendAsync(Func<Task> handle)
    {
        using var deadline = new CallDeadline(_time);
        deadline.Begin(CancellationToken.None);
        var turns = new ConcurrencyBehavior<Command, int>(_gate, new CurrentUser(Anna), deadline);
        var inTime = new DeadlineBehavior<Command, int>(deadline, _nowhere);
        var command = new Command();
        await turns.Handle(command, () => inTime.Handle(command, HandleAsync, Token), Token);

        async Task<int> HandleAsync()
        {
            await handle();
            return 0;
        }
    }

    private sealed record Command : ICommand<int>;
}
