namespace Features.Tests.Sessions;

public sealed class GetSessionTests(ChatFixture chat)
{
    [Fact]
    public async Task A_session_comes_with_its_messages_in_ascending_sequence()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync("Talk", "router", new { a = 1 });
        var first = await user.SayAsync(session.Id, "One", metadata: new { n = 1 });
        var second = await user.SayAsync(session.Id, "Two", "assistant", "router");
        var third = await user.SayAsync(session.Id, "Three", "system");

        var answer = await user.GetAsync(Calls.Path(session.Id));

        answer.ShouldBeOk(Session(session, third, 3, first.Json, second.Json, third.Json));
        (await user.GetAsync(Calls.Path(session.Id) + "?include_messages=true")).ShouldBeOk(answer.Json);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("FALSE")]
    public async Task Without_messages_the_list_is_empty(string includeMessages)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var message = await user.SayAsync(session.Id, "Hello");

        var answer = await user.GetAsync($"{Calls.Path(session.Id)}?include_messages={includeMessages}");

        answer.ShouldBeOk(Session(session, message, 1));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("TRUE")]
    [InlineData("true")]
    public async Task Clients_may_write_true_in_any_case(string includeMessages)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var message = await user.SayAsync(session.Id, "Hello");

        var answer = await user.GetAsync($"{Calls.Path(session.Id)}?include_messages={includeMessages}");

        answer.ShouldBeOk(Session(session, message, 1, message.Json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("%20true")]
    public async Task Include_messages_is_true_or_false(string includeMessages)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        (await user.GetAsync($"{Calls.Path(session.Id)}?include_messages={includeMessages}"))
            .ShouldBeInvalid("include_messages", "include_messages must be true or false");
        (await user.GetAsync($"{Calls.Path(session.Id)}?include_messages=true&include_messages={includeMessages}"))
            .ShouldBeInvalid("include_messages", "include_messages must be given once");
    }

    [Fact]
    public async Task A_session_without_messages_has_an_empty_list()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        (await user.GetAsync(Calls.Path(session.Id))).ShouldBeOk(new
        {
            id = session.Id,
            user_id = session["user_id"],
            title = session["title"],
            agent_type = session["agent_type"],
            created_at = session["created_at"],
            last_message_at = session["created_at"],
            updated_at = session["created_at"],
            is_active = true,
            metadata = new { },
            message_count = 0,
            messages = Array.Empty<object>(),
        });
    }

    [Fact]
    public async Task An_inactive_session_is_returned_as_well()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync(isActive: false);
        var message = await user.SayAsync(session.Id, "Hello");

        (await user.GetAsync(Calls.Path(session.Id))).ShouldBeOk(Session(session, message, 1, message.Json));
    }

    [Fact]
    public async Task A_long_session_comes_with_its_newest_200_messages_in_ascending_sequence()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var session = await user.CreateAsync();
        await SayAsync(1, 200);
        (await Sequences()).ShouldBe(Enumerable.Range(1, 200));

        await SayAsync(201, 203);

        (await Sequences()).ShouldBe(Enumerable.Range(4, 200));
        var answer = await user.SessionAsync(session.Id);
        answer["message_count"].GetInt64().ShouldBe(203);
        answer.Items("messages").Select(message => message.GetProperty("content").GetString())
            .ShouldBe(Enumerable.Range(4, 200).Select(i => $"Message {i}"));

        // The newest is the last by sequence, although the clock goes back.
        async Task SayAsync(int first, int last)
        {
            for (var i = first; i <= last; i++)
            {
                time.Now = time.Now.AddSeconds(-1);
                await user.SayAsync(session.Id, $"Message {i}");
            }
        }

        async Task<IEnumerable<int>> Sequences() =>
            (await user.SessionAsync(session.Id)).Items("messages").Select(message => message.GetProperty("sequence").GetInt32());
    }

    private static object Session(ApiAnswer created, ApiAnswer newest, int count, params object[] messages) => new
    {
        id = created.Id,
        user_id = created["user_id"],
        title = created["title"],
        agent_type = created["agent_type"],
        created_at = created["created_at"],
        last_message_at = newest["created_at"],
        updated_at = newest["created_at"],
        is_active = created["is_active"],
        metadata = created["metadata"],
        message_count = count,
        messages,
    };
}
