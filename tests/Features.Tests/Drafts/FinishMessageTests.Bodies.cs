using System.Text;
using System.Text.Json;

namespace Features.Tests.Drafts;

/// <summary>Bodies that may be left out, and how metadata changes.</summary>
public sealed partial class FinishMessageTests
{
    [Fact]
    public async Task Absent_empty_and_null_bodies_mean_the_same_however_they_are_declared()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        foreach (var close in new[] { "finish", "abort" })
        {
            foreach (var (body, type, isChunked) in new[] { ("", null, false), ("", "text/plain", false), ("", null, true), ("", "text/plain", true), ("null", "application/json", false), ("null", "application/json", true), (" null\n", "application/json", false) })
            {
                var draft = (await user.DraftAsync(session, "Hi", new { a = 1 })).Id;
                var bytes = Encoding.UTF8.GetBytes(body);
                using HttpContent content = isChunked ? new ChunkedContent(bytes) : new ByteArrayContent(bytes);
                if (type is not null)
                    content.Headers.TryAddWithoutValidation("Content-Type", type);

                var closed = await user.SendAsync(HttpMethod.Post, $"{Calls.Message(session, draft)}/{close}", content);

                closed.Ok()["metadata"].ShouldBeJson(new { a = 1 });
                closed["status"].GetString().ShouldBe(close == "finish" ? "complete" : "interrupted", $"{body} {type} {isChunked}");
            }
        }
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked, chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("Content-Length: 2\r\nTransfer-Encoding: chunked")]
    public async Task An_empty_body_of_ambiguous_length_is_not_a_body_left_out(string headers)
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Hi");
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

        await connection.SendAsync($"POST {Calls.Message(session, draft.Id)}/finish HTTP/1.1\r\nHost: chat\r\nAuthorization: Bearer {Tokens.For(name)}\r\n{headers}\r\n\r\n0\r\n\r\n");

        var answer = await connection.ReadAsync();
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("body must have one length, or come in chunks once");
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);
    }

    [Theory]
    [InlineData("""{"metadata":{"a":null,"b":{"kept":null},"none":null}}""", "", """{"b":{"kept":null},"c":3}""")]
    [InlineData("""{"metadata":{"a":null,"d":4}}""", "?metadata_mode=merge", """{"b":{"x":2},"c":3,"d":4}""")]
    [InlineData("""{"metadata":{"a":null,"d":4}}""", "?metadata_mode=replace", """{"a":null,"d":4}""")]
    [InlineData("""{"metadata":{}}""", "?metadata_mode=replace", "{}")]
    [InlineData("""{"metadata":null}""", "?metadata_mode=replace", """{"a":1,"b":{"x":2},"c":3}""")]
    public async Task A_null_removes_a_member_and_replace_takes_the_whole_object(string body, string query, string metadata)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Hi", new { a = 1, b = new { x = 2 }, c = 3 })).Id;

        var finished = await user.RawAsync(HttpMethod.Post, $"{Calls.Message(session, draft)}/finish{query}", body, "application/merge-patch+json");

        finished.Ok()["metadata"].ShouldBeJson(JsonSerializer.Deserialize<JsonElement>(metadata));
        (await user.MessageAsync(session, draft)).Json.ShouldBeJson(finished.Json);
    }
}
