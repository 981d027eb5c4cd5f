using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class GetContextTests(ChatFixture chat)
{
    [Fact]
    public async Task The_newest_messages_that_fit_come_oldest_first_with_their_count()
    {
        var user = chat.NewUser();
        var sent = await TalkAsync(user, [("user", 10), ("assistant", 20), ("user", 30), ("assistant", 40)]);

        foreach (var (max, first, total) in new[] { (1, 4, 0), (69, 4, 0), (70, 2, 70), (99, 2, 70), (100, 0, 100), (1_000_000, 0, 100) })
            (await user.ContextAsync(sent.Session, max)).ShouldBeOk(Context(sent.Messages[first..], total, max, omitted: first, truncated: first == 4));
    }

    [Fact]
    public async Task What_does_not_fit_ends_the_walk_even_if_something_older_would()
    {
        var user = chat.NewUser();
        var sent = await TalkAsync(user, [("user", 1), ("assistant", 500), ("user", 10)]);

        (await user.ContextAsync(sent.Session, 100)).ShouldBeOk(Context(sent.Messages[2..], 10, 100, omitted: 2));
    }

    [Fact]
    public async Task System_messages_are_kept_first_wherever_they_stand()
    {
        var user = chat.NewUser();
        var sent = await TalkAsync(user, [("system", 10), ("user", 10), ("assistant", 10), ("system", 10), ("user", 10)]);
        var all = sent.Messages;

        (await user.ContextAsync(sent.Session, 50)).ShouldBeOk(Context(all, 50, 50, omitted: 0));
        (await user.ContextAsync(sent.Session, 49)).ShouldBeOk(Context([all[0], all[3], all[4]], 30, 49, omitted: 2));
        (await user.ContextAsync(sent.Session, 30)).ShouldBeOk(Context([all[0], all[3], all[4]], 30, 30, omitted: 2));
        (await user.ContextAsync(sent.Session, 29)).ShouldBeOk(Context([all[0], all[3]], 20, 29, omitted: 3, truncated: true));
        // If not all of them fit: the newest of them.
        (await user.ContextAsync(sent.Session, 10)).ShouldBeOk(Context([all[3]], 10, 10, omitted: 4, truncated: true));
        (await user.ContextAsync(sent.Session, 9)).ShouldBeOk(Context([], 0, 9, omitted: 5, truncated: true));
    }

    [Theory]
    [InlineData("""{"tokens":17}""", "x", 17)]
    [InlineData("""{"tokens":0}""", "x", 0)]
    [InlineData("""{"tokens":5.0}""", "x", 5)]
    [InlineData("""{"tokens":999999}""", "x", 999_999)]
    [InlineData("""{}""", "x", 5)]
    [InlineData("""{}""", "1234", 5)]
    [InlineData("""{}""", "12345", 6)]
    [InlineData("""{}""", "👋", 5)]
    [InlineData("""{}""", "👋x", 6)]
    [InlineData("""{"tokens":-1}""", "x", 5)]
    [InlineData("""{"tokens":1.5}""", "x", 5)]
    [InlineData("""{"tokens":"17"}""", "x", 5)]
    [InlineData("""{"tokens":null}""", "x", 5)]
    [InlineData("""{"tokens":[17]}""", "x", 5)]
    [InlineData("""{"usage":{"tokens":17}}""", "x", 5)]
    public async Task A_message_has_the_tokens_that_it_says_or_those_that_its_bytes_are_likely_to_be(string metadata, string content, int tokens)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.PostMessageAsync(session, $$"""{"content":"{{content}}","metadata":{{metadata}}}""");

        (await user.ContextAsync(session, 1_000_000))["total_tokens"].GetInt64().ShouldBe(tokens);
        (await user.ContextAsync(session, Math.Max(1, tokens))).Items("messages").Count.ShouldBe(1);
        if (tokens > 1)
            (await user.ContextAsync(session, tokens - 1)).Items("messages").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1e9")]
    [InlineData("1e300")]
    [InlineData("9223372036854775808")]
    public async Task More_tokens_than_any_context_has_never_fit(string tokens)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.PostMessageAsync(session, $$"""{"metadata":{"tokens":{{tokens}} },"content":"x"}""");

        (await user.ContextAsync(session, 1_000_000)).ShouldBeOk(Context([], 0, 1_000_000, omitted: 1, truncated: true));
    }

    [Fact]
    public async Task A_message_that_grows_or_was_interrupted_is_in_it_as_it_is_so_far()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "1234", status = "streaming" })).Ok().Id;

        (await user.ContextAsync(session, 100))["total_tokens"].GetInt64().ShouldBe(5);
        await AppendAsync("5");
        await AppendAsync("6789");
        var grown = await user.ContextAsync(session, 100);
        (grown["total_tokens"].GetInt64(), grown.Items("messages").Single().GetProperty("content").GetString()).ShouldBe((7, "123456789"));
        (await user.ContextAsync(session, 6)).Items("messages").ShouldBeEmpty();

        (await user.SendAsync(HttpMethod.Post, $"{Calls.Messages(session)}/{draft}/abort")).Ok();
        var cut = await user.ContextAsync(session, 7);
        (cut["total_tokens"].GetInt64(), cut.Items("messages").Single().GetProperty("status").GetString()).ShouldBe((7, "interrupted"));

        async Task AppendAsync(string delta) => (await user.SendAsync(
            HttpMethod.Patch, $"{Calls.Messages(session)}/{draft}/append", new StringContent($$"""{"delta":"{{delta}}"}""", null, "application/json"))).Ok();
    }

    [Fact]
    public async Task At_most_a_thousand_messages_come_however_few_tokens_they_have()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Be kind", "system", metadata: new { tokens = 0 });
        for (var i = 0; i < 10; i++)
            (await user.PostBatchAsync(session, Enumerable.Repeat(new { content = "x", metadata = new { tokens = 0 } }, 100))).Ok();

        var context = (await user.ContextAsync(session, 1)).Ok();

        var sequences = context.Items("messages").Select(message => message.GetProperty("sequence").GetInt32()).ToList();
        sequences.ShouldBe([1, .. Enumerable.Range(3, 999)]);
        (context["total_tokens"].GetInt64(), context["omitted"].GetInt64()).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData("", "max_tokens must be given")]
    [InlineData("?max_tokens=", "max_tokens must be a positive integer")]
    [InlineData("?max_tokens=x", "max_tokens must be a positive integer")]
    [InlineData("?max_tokens=0", "max_tokens must be from 1 to 1000000")]
    [InlineData("?max_tokens=1000001", "max_tokens must be from 1 to 1000000")]
    [InlineData("?max_tokens=1&max_tokens=1", "max_tokens must be given once")]
    public async Task Max_tokens_must_be_given_within_its_bounds(string query, string problem)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.GetAsync($"{Calls.Path(session)}/context{query}")).ShouldBeInvalid("max_tokens", problem);
        (await user.ContextAsync(session, 1)).Ok();
        (await user.ContextAsync(session, 1_000_000)).Ok();
    }

    [Fact]
    public async Task A_stranger_finds_no_context_and_an_agent_that_of_its_user()
    {
        var owner = ChatServer.NewUser();
        var user = chat.Server.User(owner);
        var sent = await TalkAsync(user, [("user", 1), ("system", 2)]);

        var answer = await chat.NewUser().ContextAsync(sent.Session, 10);
        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await user.ContextAsync(Calls.NeverAnId, 10));
        (await chat.Server.GetAsAgentAsync(owner, $"{Calls.Path(sent.Session)}/context?max_tokens=10")).ShouldBeOk(Context(sent.Messages, 3, 10, omitted: 0));
    }

    [Fact]
    public async Task A_session_without_messages_or_without_history_has_an_empty_context()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        var (user, forgotten) = (chat.NewUser(), host.User());
        var session = (await forgotten.CreateAsync()).Id;
        await forgotten.SayAsync(session, "Hello");

        (await user.ContextAsync((await user.CreateAsync()).Id, 7)).ShouldBeOk(Context([], 0, 7, omitted: 0));
        (await forgotten.ContextAsync(session, 7)).ShouldBeOk(Context([], 0, 7, omitted: 0));
        (await forgotten.ContextAsync(Calls.NeverAnId, 7)).ShouldBeNoSession();
    }

    private static async Task<(long Session, List<JsonElement> Messages)> TalkAsync(ApiClient user, (string Type, int Tokens)[] turns)
    {
        var session = (await user.CreateAsync()).Id;
        var sent = await user.PostBatchAsync(session, turns.Select(turn => new { content = "x", message_type = turn.Type, agent_type = "primary", metadata = new { tokens = turn.Tokens } }));
        return (session, [.. sent.Ok().Items("messages")]);
    }

    private static object Context(IEnumerable<JsonElement> messages, long totalTokens, long maxTokens, long omitted, bool truncated = false) =>
        new { messages, total_tokens = totalTokens, max_tokens = maxTokens, omitted, truncated };
}
