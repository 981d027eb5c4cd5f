namespace Features.Tests.Routing;

public sealed class HeadSetupTests(ChatFixture chat)
{
    // What Kestrel adds to a GET by itself: the time, and how an answer without a length ends.
    private static readonly string[] OfKestrel = ["Date: ", "Transfer-Encoding: ", "Content-Length: 0"];

    [Fact]
    public async Task A_HEAD_is_answered_like_the_GET_of_the_same_address_without_its_body()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Hello")).Id;
        await user.DraftAsync(session); // Without one its stream is a 204.
        var reads = MappedCall.AllOf(chat.Server).Where(call => call.Method == HttpMethod.Get).Select(call => call.Path(session, message)).ToList();
        reads.Count.ShouldBeGreaterThan(8);
        string[] paths =
        [
            .. reads, "/docs", "/docs/index.html", "/docs/swagger-ui.css", "/nowhere", Calls.Path(Calls.NeverAnId), $"{ApiClient.Base}?page=x", $"{ApiClient.Base}/none/messages",
        ];

        foreach (var path in paths)
        {
            var get = await ReadAsync("GET", path, Tokens.For(name));
            var head = await ReadAsync("HEAD", path, Tokens.For(name));

            head.ShouldBe(get, path);
            head[0].ShouldMatch(reads.Contains(path, StringComparer.Ordinal) ? "^HTTP/1.1 200 " : "^HTTP/1.1 [234]", path);
        }
    }

    [Fact]
    public async Task Nothing_but_the_headers_is_sent_and_an_event_stream_ends_at_once()
    {
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        string[] paths = [.. MappedCall.AllOf(chat.Server).Where(call => call.Method == HttpMethod.Get).Select(call => call.Path(session, Calls.NeverAnId)), "/docs/index.html"];
        paths.Count(path => path.EndsWith("/events", StringComparison.Ordinal)).ShouldBe(2);
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

        foreach (var path in paths)
            await connection.SendLinesAsync(RawCalls.Lines("HEAD", path, Tokens.For(name), ""));
        await connection.SendLinesAsync(RawCalls.Lines("HEAD", "/nowhere", null, "Connection: close", ""));
        var answers = (await connection.ReadAllAsync()).Split("\r\n\r\n");

        answers.Length.ShouldBe(paths.Length + 2);
        answers[..^1].ShouldAllBe(head => head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal));
        answers[^1].ShouldBeEmpty();
    }

    [Fact]
    public async Task A_HEAD_needs_what_the_GET_needs_and_counts_its_conditions()
    {
        var user = chat.NewUser();
        var path = Calls.Path((await user.CreateAsync()).Id);
        var tag = (await user.GetAsync(path)).Headers.ETag!;

        (await chat.Server.WithToken(null).SendAsync(HttpMethod.Head, path)).StatusCode.ShouldBe(401);
        (await chat.NewUser().SendAsync(HttpMethod.Head, path)).StatusCode.ShouldBe(404);
        (await user.SendAsync(HttpMethod.Head, path, change: request => request.Headers.IfNoneMatch.Add(tag))).StatusCode.ShouldBe(304);
        (await user.SendAsync(HttpMethod.Head, path)).Headers.ETag.ShouldBe(tag);
        foreach (var anonymous in MappedCall.Public.Append("/docs/index.html"))
            (await chat.Server.WithToken(null).SendAsync(HttpMethod.Head, anonymous)).StatusCode.ShouldBe(200, anonymous);
    }

    /// <summary>Status and headers.</summary>
    private async Task<string[]> ReadAsync(string method, string path, string token)
    {
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        await connection.SendLinesAsync(RawCalls.Lines(method, path, token, ""));
        var answer = "";
        while (!answer.Contains("\r\n\r\n", StringComparison.Ordinal))
            answer += await connection.ReadSomeAsync() is { Length: > 0 } part ? part : throw new IOException($"{method} {path}: {answer}");
        return [.. RawCalls.Head(answer).Where(line => !OfKestrel.Any(start => line.StartsWith(start, StringComparison.Ordinal)))];
    }
}
