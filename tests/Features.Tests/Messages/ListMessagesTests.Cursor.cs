using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class ListMessagesTests
{
    private static readonly string[] Types = ["user", "assistant", "user", "system", "user", "user", "assistant", "user", "assistant", "user", "user", "user", "system"];

    [Fact]
    public async Task Every_cursor_with_every_limit_gives_the_messages_on_its_side_and_tells_of_the_others()
    {
        var user = chat.NewUser();
        var (session, sent) = await TalkAsync(user);

        foreach (var filter in new[] { null, "user", "assistant", "system" })
        {
            var all = sent.Where(message => filter is null || message.GetProperty("message_type").GetString() == filter).ToList();
            for (var cursor = 0; cursor <= sent.Count + 2; cursor++)
            {
                foreach (var limit in new[] { 1, 2, 3, 200 })
                {
                    var after = all.Where(message => Sequence(message) > cursor).ToList();
                    await ShouldBeAsync($"after_sequence={cursor}", filter, limit, [.. after.Take(limit)], all.Count, after.Count > limit, after.Count < all.Count);
                    if (cursor == 0)
                        continue;
                    var before = all.Where(message => Sequence(message) < cursor).ToList();
                    await ShouldBeAsync($"before_sequence={cursor}", filter, limit, [.. before.TakeLast(limit)], all.Count, before.Count < all.Count, before.Count > limit);
                }
            }
        }

        async Task ShouldBeAsync(string cursor, string? filter, int limit, List<JsonElement> expected, int total, bool hasNext, bool hasPrevious)
        {
            var query = $"?{cursor}&limit={limit}{(filter is null ? "" : $"&message_type={filter}")}";
            var answer = await user.GetAsync(Calls.Messages(session) + query);
            answer.Json.ShouldBeJson(JsonSerializer.SerializeToElement(Page([.. expected], total, 1, limit, hasNext, hasPrevious)));
            answer.ShouldBeGuarded();
        }
    }

    [Fact]
    public async Task Walking_by_cursor_either_way_meets_every_message_once()
    {
        var user = chat.NewUser();
        var (session, sent) = await TalkAsync(user);

        foreach (var filter in new[] { "", "&message_type=user" })
        {
            var expected = (await user.MessagesAsync(session, $"?page_size=200{filter}")).Items("messages").Select(Sequence).ToList();
            List<long> forth = [], back = [];
            for (var (more, last) = (true, 0L); more && forth.Count < 100;)
            {
                var page = await user.MessagesAsync(session, $"?after_sequence={last}&limit=3{filter}");
                forth.AddRange(page.Items("messages").Select(Sequence));
                (more, last) = (page["has_next"].GetBoolean(), forth[^1]);
            }
            for (var (more, first) = (true, Calls.NeverAnId); more && back.Count < 100;)
            {
                var page = await user.MessagesAsync(session, $"?before_sequence={first}&limit=3{filter}");
                back.InsertRange(0, page.Items("messages").Select(Sequence));
                (more, first) = (page["has_previous"].GetBoolean(), back[0]);
            }
            forth.ShouldBe(expected);
            back.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Fifty_come_behind_a_cursor_when_the_call_does_not_say_and_at_most_200()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        foreach (var _ in Enumerable.Range(0, 3))
            await user.PostBatchAsync(session, Enumerable.Range(0, 67).Select(i => new { content = $"{i}" }));

        (await user.MessagesAsync(session, "?after_sequence=0")).Items("messages").Select(Sequence).ShouldBe(Range(1, 50));
        (await user.MessagesAsync(session, "?before_sequence=202")).Items("messages").Select(Sequence).ShouldBe(Range(152, 50));
        (await user.MessagesAsync(session, "?after_sequence=0&limit=200")).Items("messages").Select(Sequence).ShouldBe(Range(1, 200));

        static IEnumerable<long> Range(int first, int count) => Enumerable.Range(first, count).Select(number => (long)number);
    }

    [Theory]
    [InlineData("after_sequence=-1", "after_sequence", "after_sequence must be a positive integer")]
    [InlineData("after_sequence=", "after_sequence", "after_sequence must be a positive integer")]
    [InlineData("after_sequence=9007199254740992", "after_sequence", "after_sequence must be from 0 to 9007199254740991")]
    [InlineData("before_sequence=0", "before_sequence", "before_sequence must be from 1 to 9007199254740991")]
    [InlineData("before_sequence=9007199254740992", "before_sequence", "before_sequence must be from 1 to 9007199254740991")]
    [InlineData("before_sequence=1.5", "before_sequence", "before_sequence must be a positive integer")]
    [InlineData("after_sequence=1&limit=0", "limit", "limit must be from 1 to 200")]
    [InlineData("after_sequence=1&limit=201", "limit", "limit must be from 1 to 200")]
    [InlineData("before_sequence=1&limit=x", "limit", "limit must be a positive integer")]
    [InlineData("after_sequence=1&before_sequence=9", "before_sequence", "before_sequence must not be given with after_sequence")]
    [InlineData("after_sequence=1&page=1", "page", "page must not be given with a cursor")]
    [InlineData("before_sequence=1&page_size=50", "page_size", "page_size must not be given with a cursor")]
    [InlineData("after_sequence=1&after_sequence=1", "after_sequence", "after_sequence must be given once")]
    public async Task A_cursor_that_is_out_of_bounds_or_beside_another_way_to_page_is_a_400(string query, string field, string problem)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.GetAsync($"{Calls.Messages(session)}?{query}")).ShouldBeInvalid(field, problem);
    }

    [Fact]
    public async Task Both_ends_of_a_cursors_range_are_taken_and_a_limit_alone_is_not_looked_at()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Hello");

        (await user.GetAsync(Calls.Messages(session) + "?after_sequence=9007199254740991")).ShouldBeOk(Page([], total: 1, hasPrevious: true));
        (await user.GetAsync(Calls.Messages(session) + "?before_sequence=1")).ShouldBeOk(Page([], total: 1, hasNext: true));
        (await user.GetAsync(Calls.Messages(session) + "?before_sequence=9007199254740991&limit=1")).ShouldBeOk(Page([message.Json], total: 1, size: 1));
        (await user.GetAsync(Calls.Messages(session) + "?limit=0")).ShouldBeOk(Page([message.Json], total: 1));
    }

    [Fact]
    public async Task A_stranger_finds_nothing_by_cursor_and_an_agent_finds_what_its_user_does()
    {
        var owner = ChatServer.NewUser();
        var user = chat.Server.User(owner);
        var (session, _) = await TalkAsync(user);

        foreach (var query in new[] { "?after_sequence=0", "?before_sequence=9&limit=2", "?after_sequence=2&message_type=user" })
        {
            var answer = await chat.NewUser().GetAsync(Calls.Messages(session) + query);
            answer.ShouldBeNoSession();
            answer.ShouldBeTheSameAs(await user.GetAsync(Calls.Messages(Calls.NeverAnId) + query));
            (await chat.Server.GetAsAgentAsync(owner, Calls.Messages(session) + query)).Ok().Body.ShouldBe((await user.MessagesAsync(session, query)).Body);
        }
    }

    [Fact]
    public async Task A_message_that_grows_is_found_by_cursor_as_it_is_so_far()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello");
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "He", status = "streaming" })).Ok().Id;
        (await user.SendAsync(HttpMethod.Patch, $"{Calls.Messages(session)}/{draft}/append", new StringContent("""{"delta":"llo"}""", null, "application/json"))).Ok();

        foreach (var query in new[] { "?after_sequence=1", "?before_sequence=3&limit=1", "?after_sequence=1&message_type=user" })
            Contents(await user.MessagesAsync(session, query)).ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task Without_history_a_cursor_finds_nothing()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello");

        (await user.GetAsync(Calls.Messages(session) + "?after_sequence=0&limit=7")).ShouldBeOk(Page([], total: 0, size: 7));
        (await user.GetAsync(Calls.Messages(Calls.NeverAnId) + "?after_sequence=0")).ShouldBeNoSession();
    }

    private static long Sequence(JsonElement message) => message.GetProperty("sequence").GetInt64();

    private static async Task<(long Session, List<JsonElement> Sent)> TalkAsync(ApiClient user)
    {
        var session = (await user.CreateAsync()).Id;
        var sent = (await user.PostBatchAsync(session, Types.Select(type => new { content = $"From {type}", message_type = type, agent_type = "primary" }))).Ok();
        return (session, [.. sent.Items("messages")]);
    }
}
