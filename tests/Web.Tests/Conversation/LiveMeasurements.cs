using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>
/// Figures, not checks: run by name with <c>--explicit only</c>. <c>CHAT_MEASURED_MINUTES</c> says for how long (10).
/// </summary>
public sealed class LiveMeasurements(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Frames_while_an_answer_grows_at_100_appends_a_second()
    {
        var (page, session) = await OpenAsync();
        var agent = web.AgentOf(_user);
        var answer = (await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token)).Message;
        await page.Row(answer.Sequence).WaitForAsync();
        await page.EvaluateAsync("""
            () => {
              const frames = globalThis.frames_ = { count: 0, longest: 0, over50: 0, start: performance.now() };
              let last = frames.start;
              requestAnimationFrame(function next(now) {
                frames.count++;
                frames.longest = Math.max(frames.longest, now - last);
                frames.over50 += now - last > 50 ? 1 : 0;
                last = now;
                requestAnimationFrame(next);
              });
            }
            """);

        var (clock, length) = (Stopwatch.StartNew(), 0L);
        for (var i = 0; i < 3_000; i++)
        {
            var delta = i == 2_999 ? "The end" : i % 40 == 39 ? ".\n\n" : "ab ";
            length = (await agent.AppendMessageAsync(session, answer.Id, new Append(delta, length), cancellationToken: Token)).Length;
            if (TimeSpan.FromMilliseconds(10 * (i + 1)) - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early, Token);
        }
        var appending = clock.Elapsed;
        var frames = await page.EvaluateAsync<JsonElement>("() => ({ ...globalThis.frames_, time: performance.now() - globalThis.frames_.start })");
        await page.Row(answer.Sequence).SaysAsync("The end");

        Say($"3,000 appends in {appending.TotalSeconds:0.0} s ({3_000 / appending.TotalSeconds:0}/s), {length:N0} characters; the last was seen {(clock.Elapsed - appending).TotalMilliseconds:0} ms after it was stored");
        Say($"{1000 * frames.GetProperty("count").GetDouble() / frames.GetProperty("time").GetDouble():0.0} frames/s, longest {frames.GetProperty("longest").GetDouble():0} ms, {frames.GetProperty("over50")} longer than 50 ms");
    }

    [Fact(Explicit = true)]
    public async Task Memory_over_minutes_of_live_updates()
    {
        var minutes = int.Parse(Environment.GetEnvironmentVariable("CHAT_MEASURED_MINUTES") ?? "10", CultureInfo.InvariantCulture);
        var (page, session) = await OpenAsync();
        var (chat, agent) = (web.ClientOf(_user), web.AgentOf(_user));
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable");
        Say(await MemoryAsync(0));
        for (var minute = 1; minute <= minutes; minute++)
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                await chat.PostMessageAsync(session, new NewMessage("And then?"), cancellationToken: Token);
                await agent.WriteMessageAsync(session, AgentType.Primary, async draft =>
                {
                    for (var i = 0; i < 100; i++)
                    {
                        await draft.AppendAsync($"word {i} ", Token);
                        await Task.Delay(20, Token);
                    }
                }, cancellationToken: Token);
            }
            Say(await MemoryAsync(minute));
        }

        async Task<string> MemoryAsync(int minute)
        {
            await devTools.SendAsync("HeapProfiler.collectGarbage");
            var metrics = (await devTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
                .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble(), StringComparer.Ordinal);
            var wasm = await page.EvaluateAsync<double>("() => globalThis.getDotnetRuntime(0).localHeapViewU8().length");
            var total = (await chat.GetSessionAsync(session, includeMessages: false, Token)).MessageCount;
            return $"Minute {minute}: {total:N0} messages, {metrics["JSHeapUsedSize"] / 1e6:0.0} MB of JavaScript, {wasm / 1e6:0.0} MB of WebAssembly, {metrics["Nodes"]:N0} nodes, {metrics["JSEventListeners"]:N0} listeners";
        }
    }

    private static void Say(string figure) => TestContext.Current.TestOutputHelper!.WriteLine(figure);

    private async Task<(IPage Page, long Session)> OpenAsync()
    {
        var session = await web.ClientOf(_user).CreateSessionAsync(new NewSession("Measured"), cancellationToken: Token);
        var page = await web.SignInAsync(_user, $"sessions/{session.Id}");
        await page.SendAsync("Tell me a long story");
        return (page, session.Id);
    }
}
