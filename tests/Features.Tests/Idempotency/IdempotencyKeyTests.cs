using System.Text;

namespace Features.Tests.Idempotency;

public sealed class IdempotencyKeyTests(ChatFixture chat)
{
    private const string Bounds = "Idempotency-Key must be given once, as 1 to 255 printable ASCII characters";

    [Fact]
    public async Task The_same_key_with_another_body_or_path_is_a_409_that_changes_nothing()
    {
        var user = chat.NewUser();
        var (session, other) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);
        const string body = """{"content":"Hello"}""";
        var first = await user.PostWithKeyAsync(Calls.Messages(session), body, "key");
        var before = await UserView.ReadAsync(user);

        string[] otherBodies = ["""{"content":"Hello!"}""", """{"content":"Hello" }""", """{"content":"Hello","metadata":{}}"""];
        foreach (var otherBody in otherBodies)
            (await user.PostWithKeyAsync(Calls.Messages(session), otherBody, "key")).ShouldBeAnotherRequest();
        (await user.PostWithKeyAsync(Calls.Messages(other), body, "key")).ShouldBeAnotherRequest();
        (await user.PostWithKeyAsync(Calls.Messages(session) + "?page=1", body, "key")).ShouldBeAnotherRequest();
        (await user.CreateWithKeyAsync("A title", "key")).ShouldBeAnotherRequest();

        (await UserView.ReadAsync(user)).ShouldTellTheSameAs(before);
        (await user.PostWithKeyAsync(Calls.Messages(session), body, "key")).ShouldReplay(first);
    }

    public static TheoryData<string> GoodKeys() => [.. new[] { "k", "~", "\"quoted\"", "two words", "a,b", "'; drop table mt_events; --", "key\\u0000", new string('k', 255) }];

    [Theory]
    [MemberData(nameof(GoodKeys))]
    public async Task Any_1_to_255_printable_characters_are_a_key(string key)
    {
        var user = chat.NewUser();

        var first = await user.CreateWithKeyAsync("A title", key);

        first.ShouldBeFirst();
        (await user.CreateWithKeyAsync("A title", key)).ShouldReplay(first);
    }

    public static TheoryData<string> BadKeys() => [.. new[] { "", "   ", "tab\there", "Schlüssel", "🔑", "del\u007f", new string('k', 256), new string('k', 8_000) }];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public Task Anything_else_is_a_400_that_changes_nothing(string key) => ShouldBeRefusedAsync(key);

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one", "two")]
    [InlineData("one", "")]
    public Task So_are_two_keys(params string[] keys) => ShouldBeRefusedAsync(keys);

    [Fact]
    public async Task A_call_that_was_refused_leaves_its_key_free()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.PostWithKeyAsync(Calls.Messages(session), """{"content":""}""", "key")).StatusCode.ShouldBe(400);
        (await user.PostWithKeyAsync(Calls.Messages(session), "{", "key")).StatusCode.ShouldBe(400);
        (await user.PostWithKeyAsync(Calls.Messages(Calls.NeverAnId), """{"content":"Hello"}""", "key")).ShouldBeNoSession();
        (await user.PostWithKeyAsync(Calls.Messages(session), $$"""{"content":"{{new string('x', 2_000_000)}}"}""", "key")).StatusCode.ShouldBe(413);

        var first = await user.SayWithKeyAsync(session, "Hello", "key");
        first.ShouldBeFirst();
        (await user.SayWithKeyAsync(session, "Hello", "key")).ShouldReplay(first);
    }

    [Fact]
    public async Task Who_has_no_token_is_told_nothing_about_keys()
    {
        await chat.NewUser().CreateWithKeyAsync("A title", "key");

        foreach (var key in new[] { "key", new string('k', 256) })
        {
            var answer = await chat.Server.WithToken(null).CreateWithKeyAsync("A title", key);
            answer.StatusCode.ShouldBe(401);
            answer.Headers.Contains(KeyedCalls.Replayed).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task What_is_kept_for_calls_sent_again_can_be_read_with_the_call_only()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var user = ChatServer.NewUser();
        var session = await chat.Server.User(user).CreateWithKeyAsync("zebra title", "create");
        await chat.Server.User(user).SayWithKeyAsync(session.Id, "zebra content", "say");

        var kept = await behind.ListAsync<string>("select r::text from mt_doc_idempotentanswer r where tenant_id = $1", user);
        var boxes = await behind.ListAsync<byte[]>("select decode(data ->> 'sealed', 'base64') from mt_doc_idempotentanswer where tenant_id = $1", user);

        kept.Count.ShouldBe(2);
        kept.ShouldAllBe(row => !row.Contains("zebra", StringComparison.OrdinalIgnoreCase));
        boxes.Select(Encoding.Latin1.GetString).ShouldAllBe(text => !text.Contains("zebra", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>On a raw connection, since HTTP clients refuse to send such headers.</summary>
    private async Task ShouldBeRefusedAsync(params string[] keys)
    {
        const string body = """{"title":"A title"}""";
        var user = ChatServer.NewUser();
        await using var raw = await RawConnection.OpenAsync(chat.Server.Address);

        await raw.SendLinesAsync(
            [$"POST {ApiClient.Base} HTTP/1.1", "Host: localhost", $"Authorization: Bearer {Tokens.For(user)}", "Content-Type: application/json",
            $"Content-Length: {body.Length}", .. keys.Select(key => $"{KeyedCalls.Header}: {key}"), "", body]);

        var answer = await raw.ReadAsync();
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("Content-Type: application/problem+json");
        answer.ShouldContain($$"""
            "detail":"{{Bounds}}",
            """);
        answer.ShouldContain($$"""
            "errors":{"Idempotency-Key":["{{Bounds}}"]}
            """);
        (await chat.Server.User(user).SessionsAsync())["total_count"].GetInt64().ShouldBe(0);
    }
}
