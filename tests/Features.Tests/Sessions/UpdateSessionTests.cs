using System.Text.Json;
using Features.Tests.EntityTags;

namespace Features.Tests.Sessions;

public sealed partial class UpdateSessionTests(ChatFixture chat)
{
    private const string NoUpdates = "No updates provided";

    /// <summary>A body, and the session's title, state and metadata afterwards.</summary>
    public static TheoryData<string, string, bool, string> Updates => new()
    {
        { """{"title":"New"}""", "New", true, """{"old":1}""" },
        { """{"title":"  New \n"}""", "New", true, """{"old":1}""" },
        { """{"is_active":false}""", "Old", false, """{"old":1}""" },
        { """{"metadata":{"new":[2]}}""", "Old", true, """{"new":[2]}""" },
        { """{"metadata":{}}""", "Old", true, "{}" },
        { """{"title":"Updated Title","is_active":false,"metadata":{"updated":true}}""", "Updated Title", false, """{"updated":true}""" },
        { """{"title":null,"is_active":false,"metadata":null}""", "Old", false, """{"old":1}""" },
        { """{"title":"New","is_active":null,"metadata":null}""", "New", true, """{"old":1}""" },
        { """{"title":"New","id":1,"user_id":"x","agent_type":"router","message_count":9,"created_at":"x","extra":[]}""", "New", true, """{"old":1}""" },
    };

    public static TheoryData<string> WithoutUpdates =>
    [
        "{}", """{"agent_type":"research"}""", """{"Title":"New","IsActive":false,"isActive":false,"META":{}}""", """{"id":1,"user_id":null,"extra":{"title":"T"}}""",
    ];

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "title", "\"\"", "title must hold more than white space" },
        { "title", "\" \\t\\u3000\"", "title must hold more than white space" },
        { "title", "1", "title must be a string" },
        { "title", "{}", "title must be a string" },
        { "title", "[\"T\"]", "title must be a string" },
        { "title", "\"\\u0000\"", "title must not hold U+0000 or half of a surrogate pair" },
        { "title", "\"\\ud83d\"", "title must not hold U+0000 or half of a surrogate pair" },
        { "is_active", "\"true\"", "is_active must be true or false" },
        { "is_active", "1", "is_active must be true or false" },
        { "is_active", "{}", "is_active must be true or false" },
        { "metadata", "[]", "metadata must be an object" },
        { "metadata", "\"{}\"", "metadata must be an object" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task What_is_named_changes_and_the_rest_stays(string body, string title, bool isActive, string metadata)
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var session = await user.CreateAsync("Old", "log_analysis", new { old = 1 });
        time.Now = time.Now.AddSeconds(1);
        var message = await user.SayAsync(session.Id, "Hello");
        time.Now = time.Now.AddSeconds(1);

        var answer = await PutAsync(user, session.Id, body);

        answer.ShouldBeOk(new
        {
            id = session.Id,
            user_id = session["user_id"],
            title,
            agent_type = "log_analysis",
            created_at = session["created_at"],
            last_message_at = message["created_at"],
            updated_at = FixedTime.Text(time.Now),
            is_active = isActive,
            metadata = JsonSerializer.Deserialize<JsonElement>(metadata),
            message_count = 1,
        });
        (await user.SessionsAsync()).Items("sessions").Single().ShouldBeJson(answer.Json);
    }

    [Theory]
    [MemberData(nameof(WithoutUpdates))]
    public async Task A_body_that_names_none_of_the_three_fields_is_a_400(string body)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        (await PutAsync(user, session.Id, body)).ShouldBeInvalid("body", NoUpdates);
    }

    [Fact]
    public async Task Fields_that_are_named_with_null_alone_change_nothing()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync("Old", metadata: new { old = 1 });

        foreach (var body in new[] { """{"title":null}""", """{"is_active":null}""", """{"metadata":null}""", """{"title":null,"is_active":null,"metadata":null}""" })
            (await PutAsync(user, session.Id, body)).ShouldBeOk(session.Json);
    }

    [Fact]
    public async Task Saving_what_is_there_makes_no_event_and_moves_neither_time_nor_tag()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync("Old", metadata: new { a = 1, b = new { c = 2 } });

        foreach (var same in new[]
        {
            """{"title":"Old"}""",
            """{"title":" Old\n"}""",
            """{"is_active":true}""",
            """{"metadata":{"b":{"c":2},"a":1}}""",
            """{"title":"Old","is_active":true,"metadata":{"a":1.0,"b":{"c":2}}}""",
        })
        {
            var saved = await PutAsync(user, session.Id, same);
            saved.ShouldBeOk(session.Json);
            saved.Tag().ShouldBe(session.Tag());
        }

        (await behind.AskAsync<long>("select count(*) from mt_events where tenant_id = $1", name)).ShouldBe(1);
        (await PutAsync(user, session.Id, """{"title":"Old","metadata":{"a":1}}""")).Ok()["metadata"].ShouldBeJson(new { a = 1 });
        var stored = await behind.AskAsync<string>("select data::text from mt_events where tenant_id = $1 order by version desc limit 1", name);
        JsonSerializer.Deserialize<JsonElement>(stored).GetProperty("title").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_field_that_is_wrong_is_a_400_and_nothing_changes(string field, string value, string message)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync("Old");

        (await PutAsync(user, session.Id, $$"""{"{{field}}":{{value}}}""")).ShouldBeInvalid(field, message);

        (await user.SessionsAsync()).Items("sessions").Single().ShouldBeJson(session.Json);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("👋")]
    public async Task A_title_may_have_255_code_points_and_not_one_more(string unit)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var title = Calls.Repeat(unit, 255);

        (await user.PutAsync(Calls.Path(session.Id), new { title = $" {title} " })).Ok()["title"].GetString().ShouldBe(title);
        (await user.PutAsync(Calls.Path(session.Id), new { title = title + unit })).ShouldBeInvalid("title", "title must have at most 255 characters");
    }

    [Fact]
    public async Task A_state_that_it_has_already_changes_nothing()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        (await user.PutAsync(Calls.Path(session.Id), new { is_active = true })).ShouldBeOk(session.Json);
    }

    [Fact]
    public async Task An_update_does_not_move_the_session_in_the_list()
    {
        var user = chat.NewUser();
        var (older, newer) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);

        await user.PutAsync(Calls.Path(older), new { title = "Changed last" });

        (await user.SessionIdsAsync()).ShouldBe([newer, older]);
    }

    [Fact]
    public async Task A_new_title_is_found_and_the_old_one_is_not()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync("Apples");

        await user.PutAsync(Calls.Path(session.Id), new { title = "Pears" });

        (await user.SessionIdsAsync("?search=pear")).ShouldBe([session.Id]);
        (await user.SessionIdsAsync("?search=apple")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_changes_nothing()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var session = await owner.CreateAsync("Mine");

        var answer = await stranger.PutAsync(Calls.Path(session.Id), new { title = "Theirs" });

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await stranger.PutAsync(Calls.Path(Calls.NeverAnId), new { title = "Theirs" }));
        (await owner.SessionsAsync()).Items("sessions").Single().ShouldBeJson(session.Json);
    }

    private static Task<ApiAnswer> PutAsync(ApiClient user, long session, string body) => user.RawAsync(HttpMethod.Put, Calls.Path(session), body);
}
