using System.Text.Json;

namespace Features.Tests.Sessions;

public sealed partial class CreateSessionTests(ChatFixture chat)
{
    public static TheoryData<string> AgentTypes => ["primary", "log_analysis", "research", "router"];

    public static TheoryData<string> NoAgentTypes =>
    [
        "\"Primary\"", "\"PRIMARY\"", "\"logAnalysis\"", "\"log-analysis\"", "\"LogAnalysis\"", "\" primary\"", "\"primary \"", "\"\"", "\"0\"",
        "\"primary, research\"", "\"null\"", "0", "1", "1.5", "true", "{}", "[]", "[\"primary\"]",
    ];

    public static TheoryData<string> NoBooleans => ["\"true\"", "\"True\"", "\"\"", "0", "1", "{}", "[]", "[true]"];

    [Fact]
    public async Task A_title_alone_makes_an_active_session_of_the_primary_agent()
    {
        var id = ChatServer.NewUser();
        var user = chat.Server.User(id);

        var answer = await user.RawAsync(HttpMethod.Post, ApiClient.Base, """{"title":"My chat"}""");

        answer.Ok()["created_at"].ShouldBeATime();
        answer.ShouldBeOk(Session(answer, id, "My chat"));
        answer.Headers.Location!.OriginalString.ShouldBe($"/api/v1/chat-sessions/{answer.Id}");
    }

    [Theory]
    [MemberData(nameof(AgentTypes))]
    public async Task All_fields_are_kept_as_they_are_given(string agentType)
    {
        var id = ChatServer.NewUser();
        var user = chat.Server.User(id);

        foreach (var isActive in new[] { true, false })
        {
            var metadata = new { source = "nginx", range = new { from = 1, to = (int?)null } };
            var answer = await user.CreateAsync("Server Logs 🔎", agentType, metadata, isActive);

            answer.ShouldBeOk(Session(answer, id, "Server Logs 🔎", agentType, isActive, metadata));
            (await user.BareSessionAsync(answer.Id)).Json.ShouldBeJson(WithMessages(answer.Json));
        }
    }

    [Fact]
    public async Task Null_takes_the_default()
    {
        var id = ChatServer.NewUser();

        var answer = await chat.Server.User(id)
            .RawAsync(HttpMethod.Post, ApiClient.Base, """{"title":"T","agent_type":null,"metadata":null,"is_active":null}""");

        answer.ShouldBeOk(Session(answer, id, "T"));
    }

    [Fact]
    public async Task Fields_that_are_not_known_or_not_the_clients_are_ignored()
    {
        var id = ChatServer.NewUser();

        var answer = await chat.Server.User(id).RawAsync(HttpMethod.Post, ApiClient.Base, """
            {"id":7,"session_id":7,"user_id":"somebody-else","created_at":"2001-01-01T00:00:00Z","last_message_at":5,"updated_at":null,
             "message_count":99,"messages":[{"content":"x"}],"internals":{"user":9},"sequence":{},"title":"T","extra":{"deep":[1,{"a":null}]},"tags":["a"]}
            """);

        answer.Id.ShouldNotBe(7);
        answer["created_at"].ShouldBeATime().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-5));
        answer.ShouldBeOk(Session(answer, id, "T"));
    }

    [Fact]
    public async Task Ids_are_numbers_for_parseInt_unique_among_all_users_and_never_used_again()
    {
        var seen = new HashSet<long>();
        for (var i = 0; i < 3; i++)
        {
            var user = chat.NewUser();
            for (var j = 0; j < 3; j++)
            {
                var session = await user.CreateAsync();
                session["id"].ValueKind.ShouldBe(JsonValueKind.Number);
                session["id"].GetRawText().ShouldAllBe(digit => char.IsAsciiDigit(digit));
                session.Id.ShouldBeInRange(1, Calls.NeverAnId);
                seen.Add(session.Id).ShouldBeTrue();
                await user.DeleteAsync(Calls.Path(session.Id));
            }
        }
    }

    [Fact]
    public async Task Times_have_exactly_six_digits_and_are_cut_not_rounded()
    {
        var time = new FixedTime();
        var hour = time.Now;
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();

        foreach (var (ticks, fraction) in new[] { (0, "000000"), (9, "000000"), (10, "000001"), (1_234_567, "123456"), (9_999_999, "999999"), (5_000_000, "500000") })
        {
            time.Now = hour.AddTicks(ticks);
            var session = await user.CreateAsync();
            var expected = $"{hour.UtcDateTime:yyyy-MM-ddTHH:mm:ss}.{fraction}Z";
            var stored = await user.BareSessionAsync(session.Id);
            foreach (var name in new[] { "created_at", "last_message_at", "updated_at" })
            {
                session[name].GetString().ShouldBe(expected);
                stored[name].GetString().ShouldBe(expected);
            }
        }
    }

    [Theory]
    [MemberData(nameof(NoAgentTypes))]
    public async Task An_agent_type_is_one_of_the_four_words_exactly(string agentType)
    {
        var user = chat.NewUser();

        var answer = await user.RawAsync(HttpMethod.Post, ApiClient.Base, $$"""{"title":"T","agent_type":{{agentType}}}""");

        answer.ShouldBeInvalid("agent_type", "agent_type must be one of primary, log_analysis, research, router");
        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(NoBooleans))]
    public async Task Is_active_is_true_or_false_and_no_text_or_number(string isActive)
    {
        var answer = await chat.NewUser().RawAsync(HttpMethod.Post, ApiClient.Base, $$"""{"title":"T","is_active":{{isActive}}}""");

        answer.ShouldBeInvalid("is_active", "is_active must be true or false");
    }

    [Fact]
    public async Task All_that_is_out_of_bounds_is_named_at_once()
    {
        var answer = await chat.NewUser().RawAsync(HttpMethod.Post, ApiClient.Base, """{"title":" ","metadata":[]}""");

        const string Title = "title must hold more than white space", Metadata = "metadata must be an object";
        answer.ShouldBeInvalid(
            $"{Title}; {Metadata}", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["title"] = [Title], ["metadata"] = [Metadata] });
    }

    [Fact]
    public async Task A_session_belongs_to_the_one_who_created_it_alone()
    {
        var (one, other) = (chat.NewUser(), chat.NewUser());

        var mine = await one.CreateAsync("Mine");
        var theirs = await other.CreateAsync("Theirs");

        (await one.SessionIdsAsync()).ShouldBe([mine.Id]);
        (await other.SessionIdsAsync()).ShouldBe([theirs.Id]);
    }

    private static object Session(
        ApiAnswer answer, string user, string title, string agentType = "primary", bool isActive = true, object? metadata = null) => new
        {
            id = answer.Id,
            user_id = user,
            title,
            agent_type = agentType,
            created_at = answer["created_at"],
            last_message_at = answer["created_at"],
            updated_at = answer["created_at"],
            is_active = isActive,
            metadata = metadata ?? new { },
            message_count = 0,
        };

    private static Dictionary<string, object> WithMessages(JsonElement session)
    {
        var members = session.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value, StringComparer.Ordinal);
        members.Add("messages", Array.Empty<object>());
        return members;
    }
}
