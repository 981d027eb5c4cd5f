using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Storage.LastRelease;

/// <summary>
/// A database that the last version wrote, as pg_dump wrote it, and what that version answered from it: drafts, revisions, purged
/// sessions, one of them half removed, idempotency keys, a user whose id is not ASCII.
/// </summary>
internal static class LastVersion
{
    // Soon after the data were written: no purge or time-out is due yet.
    private static readonly DateTimeOffset Then = new(2026, 11, 28, 10, 15, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["CHAT_SESSION_CLEANUP_DAYS"] = "0",
        ["CHAT_DRAFT_TIMEOUT_SECONDS"] = "86400",
    };

    public static IReadOnlyList<Answer> Answers => Read<Answer>("last-answers.json");

    public static IReadOnlyList<KeyedCall> KeyedCalls => Read<KeyedCall>("last-keyed-calls.json");

    /// <summary>A new database with the data.</summary>
    /// <param name="postgres">Where.</param>
    /// <param name="isProtected">Whether with row-level security, as the last version left it, or without, as its <c>db unprotect</c> did.</param>
    public static async Task<string> RestoreAsync(PostgresFixture postgres, bool isProtected = true)
    {
        var database = await postgres.NewDatabaseAsync();
        var lines = Text("last-release.sql").Split('\n');
        await MaintenanceCommands.ExecuteAsync(database, string.Join('\n', isProtected ? lines : lines.Where(line => !IsProtection(line))));
        return database;
    }

    /// <summary>A host of this version, whose clock is at the time of the data.</summary>
    public static Task<ChatServer> StartHostAsync(string database) =>
        ChatServer.StartAsync(database, Settings, builder => builder.Services.AddSingleton<TimeProvider>(new FixedTime { Now = Then }));

    /// <summary>The user, or the recorded agent for the user.</summary>
    public static ApiClient Caller(this ChatServer server, string user, bool isAgent) => isAgent ? server.Agent(user, "support-bot") : server.User(user);

    private static bool IsProtection(string line) =>
        line.EndsWith(" ROW LEVEL SECURITY;", StringComparison.Ordinal) || line.StartsWith("CREATE POLICY ", StringComparison.Ordinal);

    private static List<T> Read<T>(string name) => JsonSerializer.Deserialize<List<T>>(Text(name), JsonSerializerOptions.Web)!;

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(LastVersion).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>A recorded response to a read; without a body if that holds the trace id.</summary>
    public sealed record Answer(string User, bool Agent, string Path, int Status, string? Etag, JsonElement Body);

    /// <summary>A recorded response to a call with a key.</summary>
    public sealed record KeyedCall(string User, bool Agent, string Path, string Key, string Body, string? Etag, string? Location, JsonElement Answer);
}
