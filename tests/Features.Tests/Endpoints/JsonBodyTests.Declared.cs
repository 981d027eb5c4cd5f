using System.Text;

namespace Features.Tests.Endpoints;

/// <summary>Media types, charsets and encodings.</summary>
public sealed partial class JsonBodyTests
{
    [Theory]
    [MemberData(nameof(JsonTypes))]
    public async Task JSON_may_be_declared_in_every_usual_way(string call, string mediaType)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.User.RawAsync(write.Method, write.Path, write.Body, mediaType)).Ok()[write.Text].GetString().ShouldBe("A text");
    }

    [Theory]
    [MemberData(nameof(OtherTypes))]
    public async Task A_body_that_is_declared_as_something_else_is_a_415(string call, string mediaType)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        var body = Encoding.UTF8.GetBytes(write.Body);

        var answer = await write.User.RawAsync(write.Method, write.Path, body, mediaType.Length == 0 ? null : mediaType);

        answer.ShouldBeProblem(415, "Unsupported Media Type", "The body must be JSON, sent as application/json");
    }

    [Theory]
    [MemberData(nameof(OtherCharsets))]
    public async Task A_body_in_another_charset_is_a_415(string call, string charset)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = await write.User.RawAsync(write.Method, write.Path, write.Body, $"application/json; charset={charset}");

        answer.ShouldBeProblem(415, "Unsupported Media Type", "The body must be in UTF-8");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task An_identity_encoding_is_none(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        using var content = new StringContent(write.Body, Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("Identity");

        (await write.User.SendAsync(write.Method, write.Path, content)).Ok()[write.Text].GetString().ShouldBe("A text");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_compressed_body_is_a_415(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        using var content = new StringContent(write.Body, Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        var answer = await write.User.SendAsync(write.Method, write.Path, content);

        answer.ShouldBeProblem(415, "Unsupported Media Type", "The body must not be compressed");
    }
}
