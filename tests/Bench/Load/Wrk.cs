using System.Globalization;
using System.Text.Json;
using Chat.Bench.Machine;

namespace Chat.Bench.Load;

/// <summary>The result of one run of wrk; times in microseconds.</summary>
internal sealed record WrkResult(long Requests, long Microseconds, long P50, long P99, long NotOk, long SocketErrors)
{
    public double PerSecond => Requests / (Microseconds / 1e6);

    /// <summary>Two parallel runs as one: the sum of the load, the slower times.</summary>
    public static WrkResult operator +(WrkResult a, WrkResult b) => new(
        a.Requests + b.Requests, Math.Max(a.Microseconds, b.Microseconds), Math.Max(a.P50, b.P50), Math.Max(a.P99, b.P99),
        a.NotOk + b.NotOk, a.SocketErrors + b.SocketErrors);
}

/// <summary>The load generator.</summary>
internal sealed class Wrk
{
    private const string Marker = "RESULT ";

    private static readonly string s_script = Path.Combine(AppContext.BaseDirectory, "Load", "load.lua");

    private readonly Tool _tool = Tool.Find("wrk", "wrk");

    /// <summary>Keeps a number of connections busy with one kind of request.</summary>
    /// <exception cref="BenchException">An answer was not 2xx, or a connection failed.</exception>
    public async Task<WrkResult> RunAsync(
        Uri address, string request, Targets targets, int connections, int threads, int seconds, CancellationToken token)
    {
        var output = await _tool.RunAsync(
            [$"-t{threads}", $"-c{connections}", $"-d{seconds.ToString(CultureInfo.InvariantCulture)}s", "--timeout", "10s", "-s", s_script, address.ToString()],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["BENCH_TARGETS"] = targets.File, ["BENCH_REQUEST"] = request },
            token);
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Marker, StringComparison.Ordinal))
            ?? throw new BenchException($"wrk gave no result:\n{output}");
        var result = JsonSerializer.Deserialize<WrkResult>(line[Marker.Length..], s_json)!;
        return result is { NotOk: 0, SocketErrors: 0 }
            ? result
            : throw new BenchException($"{request} on {address} with {connections} connections: {result.NotOk} answers of {result.Requests} were not 2xx, {result.SocketErrors} socket errors.");
    }

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
