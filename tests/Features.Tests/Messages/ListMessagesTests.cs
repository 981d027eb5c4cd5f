using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class ListMessagesTests(ChatFixture chat)
{
    [Fact]
    public async Task A_session_without_messages_has_an_empty_page()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.GetAsync(Calls.Messages(session))).ShouldBeOk(Page([], total: 0));
        (await user.GetAsync(Calls.Messages(session) + "?message_type=user")).ShouldBeOk(Page([], total: 0));
        (await user.GetAsync(Calls.Messages(session) + "?page=3")).ShouldBeOk(Page([], total: 0, page: 3, hasPrevious: true));
    }

    [Fact]
    public async Task Messages_come_whole_and_in_ascending_sequence()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var first = await user.SayAsync(session, " One ", metadata: new { a = new { b = 1.5 } });
        var second = await user.SayAsync(session, "Two", "assistant", "research");
        var third = await user.SayAsync(session, "Three", "system");

        (await user.GetAsync(Calls.Messages(session))).ShouldBeOk(Page([first.Json, second.Json, third.Json], total: 3));
    }

    [Fact]
    public async Task Time_is_never_used_for_order()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        var sent = new List<string>();

        // The clock goes back with every message.
        for (var i = 0; i < 5; i++)
        {
            time.Now = time.Now.AddSeconds(-1);
            sent.Add((await user.SayAsync(session, $"Message {i}"))["content"].GetString()!);
        }

        Contents(await user.MessagesAsync(session)).ShouldBe(sent);
        Contents(await user.SessionAsync(session)).ShouldBe(sent);
        Contents(await user.MessagesAsync(session, "?message_type=user")).ShouldBe(sent);
        foreach (var filter in new[] { "", "&message_type=user" })
            Contents(await user.MessagesAsync(session, "?page_size=2&page=2" + filter)).ShouldBe(sent[2..4]);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var sent = new List<JsonElement>();
        for (var i = 0; i < 7; i++)
            sent.Add((await user.SayAsync(session, $"Message {i}")).Json);

        foreach (var filter in new[] { "", "&message_type=user" })
        {
            await PageShouldBe(1, 3, sent[..3], hasNext: true, hasPrevious: false);
            await PageShouldBe(2, 3, sent[3..6], hasNext: true, hasPrevious: true);
            await PageShouldBe(3, 3, sent[6..], hasNext: false, hasPrevious: true);
            await PageShouldBe(4, 3, [], hasNext: false, hasPrevious: true);
            await PageShouldBe(1, 7, sent, hasNext: false, hasPrevious: false);
            await PageShouldBe(7, 1, sent[6..], hasNext: false, hasPrevious: true);
            await PageShouldBe(Calls.NeverAnId, 200, [], hasNext: false, hasPrevious: true);

            async Task PageShouldBe(long page, int size, List<JsonElement> expected, bool hasNext, bool hasPrevious) =>
                (await user.GetAsync($"{Calls.Messages(session)}?page={page}&page_size={size}{filter}"))
                    .ShouldBeOk(Page([.. expected], total: 7, page, size, hasNext, hasPrevious));
        }
    }

    [Fact]
    public async Task Fifty_come_when_the_call_does_not_say_and_at_most_200()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        for (var i = 1; i <= 201; i++)
            await user.SayAsync(session, $"{i}");

        Contents(await user.MessagesAsync(session)).ShouldBe(Numbers(1, 50));
        Contents(await user.MessagesAsync(session, "?page=5")).ShouldBe(Numbers(201, 1));
        Contents(await user.MessagesAsync(session, "?page_size=200")).ShouldBe(Numbers(1, 200));
        Contents(await user.MessagesAsync(session, "?page_size=200&page=2")).ShouldBe(Numbers(201, 1));
        (await user.GetAsync(Calls.Messages(session) + "?page_size=201")).ShouldBeInvalid("page_size", "page_size must be from 1 to 200");

        static IEnumerable<string> Numbers(int first, int count) => Enumerable.Range(first, count).Select(number => $"{number}");
    }

    [Fact]
    public async Task A_message_type_filters_and_the_total_counts_what_it_lets_through()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        string[] types = ["user", "assistant", "user", "system", "assistant", "user", "user"];
        var sent = new List<JsonElement>();
        foreach (var type in types)
            sent.Add((await user.SayAsync(session, $"From {type}", type, "primary")).Json);

        foreach (var type in types.Distinct(StringComparer.Ordinal))
        {
            object[] expected = [.. sent.Where(message => message.GetProperty("message_type").GetString() == type)];
            (await user.GetAsync($"{Calls.Messages(session)}?message_type={type}")).ShouldBeOk(Page(expected, total: expected.Length));
        }
        (await user.GetAsync(Calls.Messages(session) + "?message_type=user&page_size=3"))
            .ShouldBeOk(Page([sent[0], sent[2], sent[5]], total: 4, size: 3, hasNext: true));
        (await user.GetAsync(Calls.Messages(session) + "?message_type=user&page_size=3&page=2"))
            .ShouldBeOk(Page([sent[6]], total: 4, page: 2, size: 3, hasPrevious: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("User")]
    [InlineData("ASSISTANT")]
    [InlineData("bot")]
    [InlineData("%20user")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("user,system")]
    public async Task A_message_type_is_one_of_the_three_words_exactly(string messageType)
    {
        var user = chat.NewUser();
        var path = Calls.Messages((await user.CreateAsync()).Id);

        (await user.GetAsync($"{path}?message_type={messageType}")).ShouldBeInvalid("message_type", "message_type must be one of user, assistant, system");
        (await user.GetAsync($"{path}?message_type=user&message_type={messageType}")).ShouldBeInvalid("message_type", "message_type must be given once");
    }

    [Fact]
    public async Task Messages_of_an_inactive_session_are_listed_as_well()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Hello");
        await user.DeleteAsync(Calls.Path(session));

        (await user.GetAsync(Calls.Messages(session))).ShouldBeOk(Page([message.Json], total: 1));
    }

    [Fact]
    public async Task Each_session_lists_its_own_messages_and_a_stranger_none()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (one, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var first = await owner.SayAsync(one, "One");
        var second = await owner.SayAsync(other, "Other");

        (await owner.GetAsync(Calls.Messages(one))).ShouldBeOk(Page([first.Json], total: 1));
        (await owner.GetAsync(Calls.Messages(other))).ShouldBeOk(Page([second.Json], total: 1));
        foreach (var query in new[] { "", "?message_type=user", "?page=2" })
        {
            var answer = await stranger.GetAsync(Calls.Messages(one) + query);
            answer.ShouldBeNoSession();
            answer.ShouldBeTheSameAs(await stranger.GetAsync(Calls.Messages(Calls.NeverAnId) + query));
        }
    }

    private static object Page(object[] messages, long total, long page = 1, int size = 50, bool hasNext = false, bool hasPrevious = false) => new
    {
        messages,
        total_count = total,
        page,
        page_size = size,
        has_next = hasNext,
        has_previous = hasPrevious,
    };

    private static IEnumerable<string?> Contents(ApiAnswer answer) => answer.Items("messages").Select(message => message.GetProperty("content").GetString());
}
