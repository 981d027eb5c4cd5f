namespace Features.Tests.Limits;

/// <summary>Appends count against a bucket of their own.</summary>
public sealed partial class RateLimitSetupTests
{
    [Fact]
    public async Task A_hundred_appends_a_second_to_one_draft_pass_at_the_default_limits_and_other_calls_beside_them()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", null));
        var agent = server.Agent(ChatServer.NewUser(), "bot");
        var session = (await agent.CreateAsync()).Id;
        var draft = (await agent.DraftAsync(session)).Id;

        for (var i = 0; i < 1_000; i++)
        {
            (await agent.AppendAsync(session, draft, "word ", i * 5)).StatusCode.ShouldBe(200, $"append {i}");
            if (i % 4 == 0)
                (await agent.GetAsync(Calls.Message(session, draft))).StatusCode.ShouldBe(200, $"read {i}");
            _time.Shift(TimeSpan.FromMilliseconds(10));
        }

        (await agent.FinishAsync(session, draft)).Ok()["content"].GetString().ShouldBe(Calls.Repeat("word ", 1_000));
    }

    [Fact]
    public async Task Appends_have_a_burst_of_twice_their_rate_and_neither_bucket_empties_the_other()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "5"), ("CHAT_APPEND_RATE_LIMIT", "3"));
        var name = ChatServer.NewUser();
        var (user, session, draft) = await DraftAsync(server, name);

        (await AppendedAsync(user, session, draft)).ShouldBe(6);
        (await AppendedAsync(server.User(name), session, draft)).ShouldBe(0);
        (await TakenAsync(user)).ShouldBe(8, "ten less the two of the draft");
        _time.Shift(TimeSpan.FromSeconds(1));
        (await TakenAsync(user)).ShouldBe(5);
        (await AppendedAsync(user, session, draft)).ShouldBe(3);
        (await AppendedAsync(server.Agent(name, "bot"), session, draft)).ShouldBe(6, "an agent has a bucket of its own");
    }

    [Theory]
    [InlineData("5", "0")]
    [InlineData("0", "1")]
    public async Task Zero_is_no_limit_for_appends_and_without_limits_they_have_none(string calls, string appends)
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", calls), ("CHAT_APPEND_RATE_LIMIT", appends));
        var (user, session, draft) = await DraftAsync(server, ChatServer.NewUser());

        for (var i = 0; i < 50; i++)
            (await user.AppendAsync(session, draft, "word")).Ok();
    }

    [Fact]
    public async Task All_who_name_a_user_in_another_way_share_the_users_bucket()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "1"));
        var (agent, name) = (server.WithToken(Tokens.ForAgent("bot")), ChatServer.NewUser());
        string[] ways = [$"zo%C3%AB-{name}", $"zo%c3%ab-{name}", $"%7Ao%C3%AB-{name}"];

        foreach (var way in ways[..2])
            (await ListAsync(way)).Ok();
        foreach (var way in ways)
            ShouldBeTooMany(await ListAsync(way));
        (await ListAsync($"zoe-{name}")).Ok();

        Task<ApiAnswer> ListAsync(string header) => agent.SendAsync(HttpMethod.Get, ApiClient.Base, change: request => request.Headers.Add("On-Behalf-Of", header));
    }

    private static async Task<(ApiClient User, long Session, long Draft)> DraftAsync(ChatServer server, string name)
    {
        var user = server.User(name);
        var session = (await user.CreateAsync()).Id;
        return (user, session, (await user.DraftAsync(session)).Id);
    }

    private static async Task<int> AppendedAsync(ApiClient caller, long session, long draft)
    {
        for (var count = 0; ; count++)
        {
            var answer = await caller.AppendAsync(session, draft, "word");
            // A user's message is not the agent's, which is found out after the limit.
            if (answer.StatusCode is 200 or 403)
                continue;
            ShouldBeTooMany(answer);
            return count;
        }
    }
}
