using System.Text.Json;

namespace Features.Tests.Search;

/// <summary>Calls of the search.</summary>
internal static class Searches
{
    public const string Path = $"{ApiClient.Base}/search";

    public static Task<ApiAnswer> SearchAsync(this ApiClient user, string q, string more = "") =>
        user.GetAsync($"{Path}?q={Uri.EscapeDataString(q)}{more}");

    /// <summary>The hits of a search that must succeed.</summary>
    public static async Task<IReadOnlyList<JsonElement>> HitsAsync(this ApiClient user, string q, string more = "") =>
        (await user.SearchAsync(q, more)).Ok().Items("hits");

    /// <summary>The texts of the messages that a search finds; of a title <c>title: …</c>.</summary>
    public static async Task<string[]> FindAsync(this ApiClient user, string q, string more = "") =>
        [.. (await user.HitsAsync(q, more)).Select(TextOf)];

    public static string TextOf(JsonElement hit) => hit.GetProperty("message") is { ValueKind: JsonValueKind.Object } message
        ? message.GetProperty("content").GetString()!
        : "title: " + hit.GetProperty("session_title").GetString();

    /// <summary>What a hit highlights, cut out of its snippet by code points.</summary>
    public static string[] Highlighted(JsonElement hit)
    {
        System.Text.Rune[] snippet = [.. hit.GetProperty("snippet").GetString()!.EnumerateRunes()];
        return
        [
            .. hit.GetProperty("highlights").EnumerateArray().Select(pair =>
                string.Concat(snippet.Skip(pair[0].GetInt32()).Take(pair[1].GetInt32()).Select(rune => rune.ToString()))),
        ];
    }
}
