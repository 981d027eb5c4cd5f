using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Chat.Bench.Large;
using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Service;

namespace Chat.Bench.Search;

/// <summary>One export or import.</summary>
/// <param name="What">Which of both.</param>
/// <param name="Seconds">From the call to its last byte.</param>
/// <param name="Megabytes">Of the file.</param>
/// <param name="ResidentBefore">Resident memory of the host, in MB.</param>
/// <param name="ResidentPeak">The most that it had while it worked.</param>
internal sealed record TransferResult(string What, double Seconds, double Megabytes, double ResidentBefore, double ResidentPeak);

/// <summary>Exports all of a user into a file and imports it for another user.</summary>
internal static class Transfer
{
    private const string Base = "/api/v1/users/me/";

    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1), s_betweenLooks = TimeSpan.FromMilliseconds(50);

    public static async Task<IReadOnlyList<TransferResult>> RunAsync(string connectionString, LargeUser user, CancellationToken token)
    {
        var file = Path.GetTempFileName();
        try
        {
            return [await ExportAsync(connectionString, user, file, token), await ImportAsync(connectionString, file, token)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<TransferResult> ExportAsync(string connectionString, LargeUser user, string file, CancellationToken token) =>
        MeasureAsync("export", connectionString, file, user.Bearer, async http =>
        {
            using var answer = await http.GetAsync(Base + "export", HttpCompletionOption.ResponseHeadersRead, token);
            await using var target = File.Create(file);
            await answer.EnsureSuccessStatusCode().Content.CopyToAsync(target, token);
        }, token);

    private static Task<TransferResult> ImportAsync(string connectionString, string file, CancellationToken token) =>
        MeasureAsync("import", connectionString, file, new Tokens(Tokens.Key).For("search-imported"), async http =>
        {
            using var content = new StreamContent(File.OpenRead(file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
            using var answer = await http.PostAsync(Base + "import", content, token);
            var lines = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(token);
            if (!lines.Contains("\"end\"", StringComparison.Ordinal))
                throw new BenchException($"The import ended with {lines.TrimEnd().Split('\n')[^1]}");
        }, token);

    private static async Task<TransferResult> MeasureAsync(
        string what, string connectionString, string file, string bearer, Func<HttpClient, Task> call, CancellationToken token)
    {
        // A new host, whose memory is that of this call.
        await using var host = await HostProcess.StartAsync(connectionString, token, ("CHAT_IMPORT_MAX_MB", 8_192.ToString(CultureInfo.InvariantCulture)));
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = s_patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        var (before, peak, clock) = (Resident(), 0.0, Stopwatch.StartNew());
        var working = call(http);
        while (!working.IsCompleted)
        {
            peak = Math.Max(peak, Resident());
            await Task.WhenAny(working, Task.Delay(s_betweenLooks, token));
        }
        await working;
        return new TransferResult(what, clock.Elapsed.TotalSeconds, new FileInfo(file).Length / 1e6, before, peak);

        double Resident() => ProcessTable.ResidentBytes(host.Id) / 1e6;
    }
}
