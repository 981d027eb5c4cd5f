using System.Text.Json;
using System.Text.Json.Nodes;

namespace Features.Tests.Transfer;

/// <summary>Exports and imports over HTTP.</summary>
internal static class Transfers
{
    public const string Export = "/api/v1/users/me/export", Import = "/api/v1/users/me/import", Lines = "application/x-ndjson", Json = "application/json";

    public static string Header(string user = "ada") => $$"""{"format":"chat-export","version":1,"user_id":"{{user}}","exported_at":"2026-11-22T22:31:43.929250Z"}""";

    /// <summary>A session of an export, with this number of messages.</summary>
    public static string Session(long id, long? messages = null, string title = "A session", bool isActive = true, string more = "") =>
        $$$"""{"session":{"id":{{{id}}},"title":"{{{title}}}","agent_type":"primary","created_at":"2026-01-01T00:00:{{{id % 60:00}}}.000000Z","is_active":{{{(isActive ? "true" : "false")}}}{{{(messages is { } count ? $",\"message_count\":{count}" : "")}}}{{{more}}}}}""";

    public static string Message(string content, string at = "2026-01-02T00:00:00.000001Z", string more = "") =>
        $$$"""{"message":{"content":"{{{content}}}","message_type":"user","created_at":"{{{at}}}","metadata":{}{{{more}}}}}""";

    public static string File(params string[] lines) => string.Join('\n', lines) + "\n";

    /// <summary>The whole file.</summary>
    public static async Task<string> ExportAsync(this ApiClient user)
    {
        var answer = (await user.GetAsync(Export)).Ok();
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe(Lines);
        return answer.Body;
    }

    public static Task<ApiAnswer> ImportAsync(this ApiClient user, string file, string query = "", string mediaType = Lines) =>
        user.RawAsync(HttpMethod.Post, Import + query, file, mediaType);

    /// <summary>The last line of the answer to an import that was read to its end.</summary>
    public static async Task<JsonElement> ImportedAsync(this ApiClient user, string file, string query = "", string mediaType = Lines)
    {
        var last = (await user.ImportAsync(file, query, mediaType)).LastLine();
        last.GetProperty("end").GetBoolean().ShouldBeTrue(last.GetRawText());
        return last;
    }

    public static JsonElement LastLine(this ApiAnswer answer) => LinesOf(answer.Ok().Body)[^1];

    public static IReadOnlyList<JsonElement> LinesOf(string file) =>
        [.. file.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    public static JsonObject Without(this JsonElement json, string member)
    {
        var members = JsonObject.Create(json)!;
        members.Remove(member);
        return members;
    }

    public static void ShouldCount(this JsonElement last, long sessions, long messages, long skipped) =>
        (last.GetProperty("sessions").GetInt64(), last.GetProperty("messages").GetInt64(), last.GetProperty("skipped").GetInt64()).ShouldBe((sessions, messages, skipped));

    /// <summary>A file without what an import may change: ids, the user, the time of the export, the last change of a session, its source.</summary>
    public static IReadOnlyList<string> Told(string file) => [.. LinesOf(file).Skip(1).Select(line =>
    {
        var json = JsonNode.Parse(line.GetRawText())!.AsObject();
        foreach (var name in new[] { "session", "message", "revision" })
        {
            if (json[name] is not JsonObject item)
                continue;
            item.Remove("id");
            item.Remove("session_id");
            if (name != "session")
                continue;
            item.Remove("user_id");
            item.Remove("updated_at");
            item["metadata"]!.AsObject().Remove("imported_from");
        }
        return json.ToJsonString();
    })];
}
