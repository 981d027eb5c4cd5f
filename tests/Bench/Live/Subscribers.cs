using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Bench.Load;

namespace Chat.Bench.Live;

/// <summary>Readers of event streams, each on a connection of its own.</summary>
internal sealed class Subscribers : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly ConcurrentQueue<double> _latencies = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _readers = [];
    private int _open;

    private Subscribers(Uri address) => _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>How many are connected.</summary>
    public int Open => Volatile.Read(ref _open);

    public static async Task<Subscribers> OpenAsync(Uri address, IEnumerable<string> bearers, CancellationToken token)
    {
        var subscribers = new Subscribers(address);
        foreach (var some in bearers.Chunk(50))
        {
            foreach (var (response, lines) in await Task.WhenAll(some.Select(bearer => subscribers.ConnectAsync(bearer, token))))
                subscribers._readers.Add(subscribers.ReadAsync(response, lines));
        }
        return subscribers;
    }

    /// <summary>Milliseconds of all messages that were posted, whose text is the time when.</summary>
    public async Task<IReadOnlyList<double>> LatenciesAsync(int posted, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        while (_latencies.Count < posted)
        {
            if (clock.Elapsed > s_patience)
                throw new BenchException($"Of {posted} messages {posted - _latencies.Count} did not arrive.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), token);
        }
        return [.. _latencies];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_readers);
        _http.Dispose();
        _end.Dispose();
    }

    private async Task<(HttpResponseMessage, StreamReader)> ConnectAsync(string bearer, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Api.Base + "/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        if (!response.IsSuccessStatusCode)
            throw new BenchException($"The event stream answers {(int)response.StatusCode}.");
        var lines = new StreamReader(await response.Content.ReadAsStreamAsync(token));
        // The first comment: it is subscribed.
        await lines.ReadLineAsync(token);
        Interlocked.Increment(ref _open);
        return (response, lines);
    }

    private async Task ReadAsync(HttpResponseMessage response, StreamReader lines)
    {
        try
        {
            while (await lines.ReadLineAsync(_end.Token) is { } line)
            {
                if (!line.StartsWith("data: ", StringComparison.Ordinal))
                    continue;
                var arrived = Stopwatch.GetTimestamp();
                using var data = JsonDocument.Parse(line.AsMemory("data: ".Length));
                if (data.RootElement.TryGetProperty("content", out var content))
                    _latencies.Enqueue(Stopwatch.GetElapsedTime(long.Parse(content.GetString()!, CultureInfo.InvariantCulture), arrived).TotalMilliseconds);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The end of the measurement, or of the stream.
        }
        Interlocked.Decrement(ref _open);
        lines.Dispose();
        response.Dispose();
    }
}
