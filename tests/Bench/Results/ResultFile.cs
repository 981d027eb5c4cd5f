using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Bench.Results;

/// <summary>Stored results of runs, for comparison.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The folder of results, set by <c>build/bench</c>.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("CHAT_BENCH_RESULTS") ?? "artifacts/bench";

    /// <summary>Stores a run under its start time.</summary>
    /// <returns>The file.</returns>
    public static string Keep<T>(T result, DateTimeOffset at, string suffix = "")
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{at.UtcDateTime:yyyyMMdd'T'HHmmss}{suffix}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(result, s_json) + "\n");
        return path;
    }

    /// <exception cref="BenchException">It is no such file.</exception>
    public static BenchResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BenchResult>(File.ReadAllText(path), s_json) is { Scenarios: not null } result
                ? result
                : throw new BenchException($"{path} holds no result of the bench.");
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new BenchException($"{path} can't be read as a result of the bench: {unreadable.Message}");
        }
    }
}
