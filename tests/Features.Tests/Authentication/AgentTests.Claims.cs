namespace Features.Tests.Authentication;

public sealed partial class AgentTests
{
    [Fact]
    public async Task The_header_names_one_user_and_nothing_else()
    {
        var longest = Support.Calls.Repeat("%C3%A9", 255);

        foreach (var good in new[] { "ada", "ada,bob", "ada bob", "agent", "Zo%C3%AB %F0%9F%91%8B", longest })
            (await ListAsync(good)).ShouldStartWith("HTTP/1.1 200 ", Case.Sensitive, good);
        foreach (var bad in new string[][] { [], [""], [" "], ["ada", "bob"], ["ada", "ada"], ["ada", ""] })
        {
            var answer = await ListAsync(bad);
            answer.ShouldStartWith("HTTP/1.1 400 ", Case.Sensitive, string.Join('|', bad));
            answer.ShouldContain(Missing);
        }

        async Task<string> ListAsync(params string[] users)
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
            await connection.SendLinesAsync([$"GET {ApiClient.Base} HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.ForAgent("agent")}", .. users.Select(user => $"{Header}: {user}"), ""]);
            return await connection.ReadAsync();
        }
    }

    [Theory]
    [InlineData("\"agent\"", true)]
    [InlineData("[\"agent\"]", true)]
    [InlineData("[\"admin\",7,{\"agent\":1},[\"x\"],null,\"agent\"]", true)]
    [InlineData("\"Agent\"", false)]
    [InlineData("\"agents\"", false)]
    [InlineData("\"admin agent\"", false)]
    [InlineData("[]", false)]
    [InlineData("[[\"agent\"]]", false)]
    [InlineData("{\"agent\":true}", false)]
    [InlineData("null", false)]
    [InlineData("true", false)]
    public async Task An_agent_is_who_has_the_role_as_a_text_or_in_an_array(string roles, bool isAgent)
    {
        var user = ChatServer.NewUser();
        var client = chat.Server.WithToken(Jwt.Of($$"""{"sub":"{{user}}","exp":NOW+600,"roles":{{roles}}}"""));

        // Twice: the second time from the cache of known tokens.
        foreach (var _ in new[] { "verified", "known" })
            (await client.GetAsync()).StatusCode.ShouldBe(isAgent ? 400 : 200);
    }

    [Theory]
    [InlineData("\"research\"", "research")]
    [InlineData("[\"research\"]", "research")]
    [InlineData("[\"research\",\"nonsense\",7]", "research")]
    [InlineData("[\"research\",\"router\"]", "research router")]
    [InlineData("[]", "")]
    [InlineData("\"RESEARCH\"", "")]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    public async Task Agent_types_limit_the_agent_whatever_form_they_have(string types, string allowed)
    {
        var user = ChatServer.NewUser();
        var session = (await chat.Server.User(user).CreateAsync()).Id;
        var agent = new ApiClient(chat.Server.Http, Jwt.Of($$"""{"sub":"bot","exp":NOW+600,"roles":["agent"],"agent_types":{{types}}}"""), user);

        foreach (var type in new[] { "primary", "log_analysis", "research", "router" })
        {
            var status = allowed.Split(' ').Contains(type, StringComparer.Ordinal) ? 200 : 403;
            (await agent.PostAsync(ApiClient.Base, new { title = "A", agent_type = type })).StatusCode.ShouldBe(status, type);
            foreach (var speaker in new[] { "assistant", "system" })
                (await agent.PostAsync(Support.Calls.Messages(session), new { content = "A", message_type = speaker, agent_type = type })).StatusCode.ShouldBe(status, type);
        }
        (await agent.PostAsync(Support.Calls.Messages(session), new { content = "A", message_type = "system" }))
            .ShouldBeProblem(403, "Forbidden", "The agent may not post under this agent_type");
    }
}
