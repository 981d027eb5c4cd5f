using System.Text.Json;

namespace Features.Tests.Drafts;

/// <summary>Calls that change a message.</summary>
internal static class DraftCalls
{
    /// <summary>The detail of every 404 of a message.</summary>
    public const string NoMessage = "Chat message not found";

    public static Task<ApiAnswer> AppendAsync(this ApiClient user, long session, long message, string delta) =>
        user.PatchAsync(Calls.Message(session, message) + "/append", new { delta });

    public static Task<ApiAnswer> AppendAsync(this ApiClient user, long session, long message, string delta, long offset) =>
        user.PatchAsync(Calls.Message(session, message) + "/append", new { delta, offset });

    public static Task<ApiAnswer> FinishAsync(this ApiClient user, long session, long message, object? metadata = null) =>
        metadata is null
            ? user.SendAsync(HttpMethod.Post, Calls.Message(session, message) + "/finish")
            : user.PostAsync(Calls.Message(session, message) + "/finish", new { metadata });

    public static Task<ApiAnswer> AbortAsync(this ApiClient user, long session, long message) =>
        user.SendAsync(HttpMethod.Post, Calls.Message(session, message) + "/abort");

    public static Task<ApiAnswer> EditAsync(this ApiClient user, long session, long message, object body) =>
        user.PutAsync(Calls.Message(session, message), body);

    /// <summary>A message, after checking that all reads return the same.</summary>
    public static async Task<ApiAnswer> MessageAsync(this ApiClient user, long session, long id)
    {
        var message = (await user.GetAsync(Calls.Message(session, id))).Ok();
        var type = message["message_type"].GetString();
        foreach (var read in new[] { await user.MessagesAsync(session), await user.MessagesAsync(session, $"?message_type={type}"), await user.SessionAsync(session) })
            read.Items("messages").Single(one => one.GetProperty("id").GetInt64() == id).ShouldBeJson(message.Json);
        return message;
    }

    public static async Task<string> ContentAsync(this ApiClient user, long session, long message) =>
        (await user.GetAsync(Calls.Message(session, message))).Ok()["content"].GetString()!;

    public static async Task<IReadOnlyList<JsonElement>> RevisionsAsync(this ApiClient user, long session, long message) =>
        (await user.GetAsync(Calls.Message(session, message) + "/revisions")).Ok().Items("revisions");

    /// <summary>The message with some members changed.</summary>
    public static object With(this JsonElement message, params (string Name, object? Value)[] others)
    {
        var members = message.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal);
        foreach (var (name, value) in others)
            members[name] = value;
        return members;
    }

    public static void ShouldBeNoMessage(this ApiAnswer answer) => answer.ShouldBeProblem(404, "Not Found", NoMessage);

    public static void ShouldBeConflict(this ApiAnswer answer, string detail) => answer.ShouldBeProblem(409, "Conflict", detail);

    /// <summary>The 409 of an append, with the true length.</summary>
    public static void ShouldBeConflict(this ApiAnswer answer, string detail, long length)
    {
        answer.StatusCode.ShouldBe(409, answer.Body);
        answer["detail"].GetString().ShouldBe(detail);
        answer["length"].GetInt64().ShouldBe(length);
        answer.ShouldBeGuarded();
    }
}
