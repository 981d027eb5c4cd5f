using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Features.Tests.Hostile;

/// <summary>
/// Thousands of generated calls to whatever the application maps. <c>CHAT_FUZZ_SEED</c> makes the calls of an earlier run
/// again, <c>CHAT_FUZZ_CALLS</c> makes more of them.
/// </summary>
public sealed class HostileInputTests(ChatFixture chat)
{
    private const string Marker = "zebra";
    private const int Callers = 8, CallsAtOnce = 8, Size = 30;
    private const ulong Gamma = 0x9E3779B97F4A7C15; // Any odd number.

    [Fact]
    public async Task Whatever_is_sent_the_answer_is_proper_and_nobodys_state_is_harmed()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("CHAT_FUZZ_SEED") ?? $"{Random.Shared.NextInt64()}", CultureInfo.InvariantCulture);
        var count = int.Parse(Environment.GetEnvironmentVariable("CHAT_FUZZ_CALLS") ?? "4000", CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine($"CHAT_FUZZ_SEED={seed}");
        var endpoints = MappedCall.AllOf(chat.Server);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        var bystander = await Victim.CreateAsync(chat.Server, Marker);
        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Victim.CreateAsync(chat.Server)));
        var statuses = new ConcurrentBag<int>();

        var calls = HostileCalls.Of(endpoints, Callers).Sample(count, new Rnd(seed, Gamma), Size);
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, async (call, _) => await CheckOrSimplifyAsync(call));

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", statuses.CountBy(status => status).OrderBy(kind => kind.Key).Select(kind => $"{kind.Key}: {kind.Value}")));
        foreach (var kind in new[] { 200, 400, 404 })
            statuses.Count(status => status == kind).ShouldBeGreaterThan(statuses.Count / 50, $"{kind}: the calls are of all kinds");
        await bystander.ShouldBeUnharmedAsync();
        foreach (var caller in callers)
            (await UserView.ReadAsync(caller.User)).ShouldAgree();

        async Task CheckOrSimplifyAsync(HostileCall call)
        {
            if (await WrongAsync(call) is not { } wrong)
                return;
            while (await FirstWrongAsync(call.Simpler()) is { } simpler)
                (call, wrong) = simpler;
            Assert.Fail($"CHAT_FUZZ_SEED={seed}\n{call}\n{wrong}");
        }

        async Task<(HostileCall, Exception)?> FirstWrongAsync(IEnumerable<HostileCall> calls)
        {
            foreach (var call in calls)
            {
                if (await WrongAsync(call) is { } wrong)
                    return (call, wrong);
            }
            return null;
        }

        async Task<Exception?> WrongAsync(HostileCall call)
        {
            try
            {
                await CheckAsync(call);
                return null;
            }
            catch (HttpRequestException) when (call.Body is { Length: > 1024 * 1024 })
            {
                return null; // Cut off while more was sent than anybody may send.
            }
            catch (Exception error)
            {
                return error;
            }
        }

        async Task CheckAsync(HostileCall call)
        {
            var caller = callers[call.Caller];
            using var request = call.With(chat.Server.Address, caller, bystander);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var answer = new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers, isEndless ? "" : await response.Content.ReadAsStringAsync());
            statuses.Add(answer.StatusCode);
            answer.Body.ShouldNotContain(caller.Token);
            ShouldBeProper(answer, call);
        }
    }

    private static void ShouldBeProper(ApiAnswer answer, HostileCall call)
    {
        answer.StatusCode.ShouldBeInRange(200, 499, answer.Body);
        $"{answer.Headers}{answer.ContentHeaders}{answer.Body}".ShouldNotContain(Marker);
        if (!MappedCall.Public.Contains(call.Path, StringComparer.Ordinal))
            answer.ShouldTellNothing();
        // Refused by the server before there is a request: it closes the connection without a response.
        if (answer.StatusCode is 400 or 414 or 431 && answer.Body.Length == 0 && answer.Headers.ConnectionClose == true)
            return;
        answer.ShouldBeGuarded();
        if (answer.StatusCode >= 400 && call.Method != "HEAD")
            answer.ShouldBeAnError();
    }
}
