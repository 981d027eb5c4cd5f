using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Client.Tests;

/// <summary>An answer whose text fails while the service is away: the failure is told soon.</summary>
public sealed class MessageDraftDisposalTests : IAsyncLifetime
{
    private const string Streaming = """
        {"id":2,"session_id":1,"content":"","message_type":"assistant","agent_type":"primary","created_at":"2026-11-22T22:31:44.324354Z","metadata":{},
        "sequence":2,"status":"streaming","posted_by":"bot","updated_at":"2026-11-22T22:31:44.324354Z","revision":1,"feedback":null}
        """;

    private readonly WebApplication _server = Build();
    private readonly ConcurrentQueue<string> _calls = new();
    private bool _answers = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(AnswerAsync);
        await _server.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task To_give_it_up_is_tried_once()
    {
        (await FailAsync()).Message.ShouldBe("the model");

        _calls.Count(call => call == "abort").ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_not_waited_for()
    {
        _answers = false;

        (await FailAsync().WaitAsync(TimeSpan.FromMinutes(1), Token)).Message.ShouldBe("the model");

        _calls.ShouldContain("append");
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private static async IAsyncEnumerable<string> FailingAsync()
    {
        yield return "So far";
        await Task.Yield();
        throw new InvalidOperationException("the model");
    }

    private async Task<InvalidOperationException> FailAsync()
    {
        var api = ClientSetup.Client(new Uri(_server.Urls.Single()), "a-token", configure: options => (options.Retries, options.Timeout) = (0, Timeout.InfiniteTimeSpan));
        return await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var draft = await api.StartMessageAsync(1, AgentType.Primary, time: new HastyTime(), cancellationToken: Token);
            await draft.AppendAsync(FailingAsync(), Token);
        });
    }

    // Begins a message, and is away then.
    private async Task AnswerAsync(HttpContext call)
    {
        var name = call.Request.Path.Value!.Split('/')[^1];
        _calls.Enqueue(name);
        if (name == "messages")
        {
            call.Response.ContentType = "application/json";
            await call.Response.WriteAsync(Streaming);
            return;
        }
        call.Response.StatusCode = 503;
        if (!_answers)
            await Task.Delay(Timeout.InfiniteTimeSpan, call.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits a hundredth of each time.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
