using System.Text.Json;

[assembly: AssemblyFixture(typeof(ChatFixture))]

namespace Features.Tests.Support;

/// <summary>Calls that many tests make.</summary>
internal static class Calls
{
    /// <summary>The largest possible id; no test reaches it.</summary>
    public const long NeverAnId = 9007199254740991;

    public static string Path(long session) => $"{ApiClient.Base}/{session}";

    public static string Messages(long session) => $"{ApiClient.Base}/{session}/messages";

    public static string Message(long session, long message) => $"{Messages(session)}/{message}";

    /// <summary>Whether a path is for streaming messages.</summary>
    public static bool IsOfDraft(string path) => path.Split('/')[^1] is "append" or "finish" or "abort";

    /// <summary>Posts a streaming message.</summary>
    public static async Task<ApiAnswer> DraftAsync(this ApiClient user, long session, string content = "", object? metadata = null) =>
        (await user.PostAsync(Messages(session), new { content, message_type = "assistant", agent_type = "primary", status = "streaming", metadata = metadata ?? new { } })).Ok();

    /// <summary>A session with its newest messages, from the database.</summary>
    public static async Task<ApiAnswer> SessionAsync(this ApiClient user, long id) => (await user.GetAsync(Path(id))).Ok();

    /// <summary>A session without its messages.</summary>
    public static async Task<ApiAnswer> BareSessionAsync(this ApiClient user, long id) =>
        (await user.GetAsync(Path(id) + "?include_messages=false")).Ok();

    /// <summary>A page of messages, from the database.</summary>
    public static async Task<ApiAnswer> MessagesAsync(this ApiClient user, long session, string query = "") =>
        (await user.GetAsync(Messages(session) + query)).Ok();

    /// <summary>A page of sessions, from the database.</summary>
    public static async Task<ApiAnswer> SessionsAsync(this ApiClient user, string query = "") => (await user.GetAsync(ApiClient.Base + query)).Ok();

    public static async Task<ApiAnswer> StatsAsync(this ApiClient user) => (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok();

    /// <summary>The ids of a page of sessions, in order.</summary>
    public static async Task<long[]> SessionIdsAsync(this ApiClient user, string query = "") =>
        [.. (await user.SessionsAsync(query))["sessions"].EnumerateArray().Select(session => session.GetProperty("id").GetInt64())];

    /// <summary>Posts a body unchanged to a session.</summary>
    public static Task<ApiAnswer> PostMessageAsync(this ApiClient user, long session, string body) =>
        user.RawAsync(HttpMethod.Post, Messages(session), body);

    public static IReadOnlyList<JsonElement> Items(this ApiAnswer answer, string name) => [.. answer[name].EnumerateArray()];

    /// <summary>A text with this number of code points.</summary>
    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
