using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Large;

/// <summary>What a call takes on each side, one after the other.</summary>
/// <param name="Name">The call.</param>
/// <param name="Large">Median milliseconds on the large user.</param>
/// <param name="Small">On a user with one session of 60 messages.</param>
/// <param name="Like">On a small user whose answer is as long; null where the small one's is.</param>
/// <param name="AtMost">The bound.</param>
internal sealed record CallResult(string Name, double Large, double Small, double? Like, double AtMost)
{
    public double AgainstSmall => Large / Small;

    /// <summary>What the bound is for: the cost of the data behind the answer, not that of a longer answer.</summary>
    public double AgainstSameAnswer => Large / (Like ?? Small);
}

/// <summary>Measures single calls, one at a time.</summary>
internal sealed class Latency(Uri address) : IDisposable
{
    private const int Calls = 300;
    private const int WarmUpCalls = 30;

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Calls the sides in turns, so that all see the same machine.</summary>
    public async Task<CallResult> MeasureAsync(LargeCall call, CancellationToken token)
    {
        Asked[] sides = call.Like is { } like ? [call.Large, call.Small, like] : [call.Large, call.Small];
        var times = sides.Select(_ => new List<double>(Calls)).ToArray();
        for (var n = -WarmUpCalls; n < Calls; n++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                var start = Stopwatch.GetTimestamp();
                await CallAsync(sides[side], token);
                if (n >= 0)
                    times[side].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        return new CallResult(call.Name, times[0].Median(), times[1].Median(), times.Length > 2 ? times[2].Median() : null, call.AtMost);
    }

    /// <exception cref="BenchException">The answer is not 200.</exception>
    public async Task CallAsync(Asked asked, CancellationToken token)
    {
        using var request = new HttpRequestMessage(asked.Body is null ? HttpMethod.Get : HttpMethod.Post, Api.Base + asked.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", asked.User.Bearer);
        if (asked.Body is not null)
            request.Content = new StringContent(asked.Body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, token);
        if ((int)answer.StatusCode != 200)
            throw new BenchException($"{request.Method} {asked.Path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(token)}");
    }

    public void Dispose() => _http.Dispose();
}
