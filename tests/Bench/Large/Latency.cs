using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Large;

/// <summary>The times of a call on each user, measured in turns.</summary>
/// <param name="Name">The call.</param>
/// <param name="Large">Median milliseconds on the large user.</param>
/// <param name="Small">On a user with one session of 60 messages.</param>
/// <param name="Like">On a small user whose answer is as long; null where the small one's is.</param>
/// <param name="AtMost">The bound.</param>
/// <param name="Failure">What the service answered instead; the large user's time is then infinite.</param>
internal sealed record CallResult(string Name, double Large, double Small, double? Like, double AtMost, string? Failure)
{
    public double AgainstSmall => Large / Small;

    /// <summary>The ratio that the bound is for: the cost of more data, not of a longer answer.</summary>
    public double AgainstSameAnswer => Large / (Like ?? Small);
}

/// <summary>Measures single calls, one at a time.</summary>
internal sealed class Latency(Uri address) : IDisposable
{
    private const int Calls = 300;
    private const int WarmUpCalls = 30;
    private const int FewestCalls = 5;

    // A slow call may take seconds: then fewer of them suffice.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Calls the users in turns, under the same conditions.</summary>
    public async Task<CallResult> MeasureAsync(LargeCall call, CancellationToken token)
    {
        Asked[] sides = call.Like is { } like ? [call.Large, call.Small, like] : [call.Large, call.Small];
        var times = sides.Select(_ => new List<double>(Calls)).ToArray();
        string? failure = null;
        var clock = Stopwatch.StartNew();
        for (var n = -WarmUpCalls; n < Calls && failure is null; n++)
        {
            if (clock.Elapsed > s_patience && times[0].Count >= FewestCalls)
                break;
            // Half of the time is enough to warm up.
            if (clock.Elapsed > s_patience / 2)
                n = Math.Max(n, 0);
            for (var side = 0; side < sides.Length; side++)
            {
                var start = Stopwatch.GetTimestamp();
                failure ??= await FailureAsync(sides[side], token);
                if (n >= 0)
                    times[side].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        var large = failure is null ? times[0].Median() : double.PositiveInfinity;
        return new CallResult(call.Name, large, times[1].Median(), times.Length > 2 ? times[2].Median() : null, call.AtMost, failure);
    }

    /// <summary>Makes a call.</summary>
    /// <returns>What was answered when it was not 200.</returns>
    public async Task<string?> FailureAsync(Asked asked, CancellationToken token)
    {
        using var request = new HttpRequestMessage(asked.Body is null ? HttpMethod.Get : HttpMethod.Post, Api.Base + asked.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", asked.User.Bearer);
        if (asked.Body is not null)
            request.Content = new StringContent(asked.Body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, token);
        var body = await answer.Content.ReadAsByteArrayAsync(token);
        return (int)answer.StatusCode == 200 ? null : $"{request.Method} {asked.Path} answers {(int)answer.StatusCode}: {Encoding.UTF8.GetString(body)}";
    }

    public void Dispose() => _http.Dispose();
}
