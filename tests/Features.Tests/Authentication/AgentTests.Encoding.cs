using System.Text;

namespace Features.Tests.Authentication;

/// <summary>The user's id in the header is percent-encoded UTF-8.</summary>
public sealed partial class AgentTests
{
    private const string Wrong = "On-Behalf-Of must be a user id, percent-encoded as UTF-8 where it is not plain ASCII without %";

    [Theory]
    [InlineData("zo%C3%AB-", "zoë-")]
    [InlineData("zo%c3%ab-", "zoë-")]
    [InlineData("%7A%6F%C3%AB-", "zoë-")]
    [InlineData("zo%65%CC%88-", "zoe\u0308-")]
    [InlineData("%F0%9F%91%8B%20", "👋 ")]
    [InlineData("zo%25C3%25AB-", "zo%C3%AB-")]
    [InlineData("100%25-", "100%-")]
    [InlineData("a+b-", "a+b-")]
    [InlineData("a%2Bb-", "a+b-")]
    [InlineData("auth0|", "auth0|")]
    [InlineData("\"ada\", ", "\"ada\", ")]
    public async Task The_agent_acts_for_the_user_whom_the_decoded_header_names(string encoded, string decoded)
    {
        var rest = ChatServer.NewUser();
        var (agent, user) = (chat.Server.WithToken(Tokens.ForAgent("agent")), chat.Server.User(decoded + rest));

        var created = await agent.SendAsync(
            HttpMethod.Post, ApiClient.Base, new StringContent("""{"title":"By the agent"}""", null, "application/json"), request => request.Headers.Add(Header, encoded + rest));

        created.Ok()["user_id"].GetString().ShouldBe(decoded + rest);
        (await user.SessionIdsAsync()).ShouldBe([created.Id]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("ada%")]
    [InlineData("ada%4")]
    [InlineData("%zzada")]
    [InlineData("%+1ada")]
    [InlineData("% 1ada")]
    [InlineData("%C3")]
    [InlineData("zo%C3")]
    [InlineData("zo%EB")]
    [InlineData("%C3x")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F5%80%80%80")]
    [InlineData("%00")]
    [InlineData("ad%00a")]
    [InlineData("ada%0A")]
    [InlineData("a%1Bda")]
    [InlineData("a%7Fda")]
    [InlineData("a%C2%85da")]
    [InlineData("%20")]
    [InlineData("%20ada")]
    [InlineData("ada%20")]
    [InlineData("%C2%A0ada")]
    [InlineData("ada%E3%80%80")]
    [InlineData("zoë")]
    [InlineData("zo%C3%AB ë")]
    public async Task Anything_else_is_a_400_that_names_the_header(string header)
    {
        var agent = chat.Server.WithToken(Tokens.ForAgent("agent"));

        (await agent.SendAsync(HttpMethod.Get, ApiClient.Base, change: request => request.Headers.TryAddWithoutValidation(Header, header))).ShouldBeInvalid(Header, Wrong);
    }

    [Fact]
    public async Task A_user_id_has_255_characters_however_long_they_are_encoded()
    {
        var longest = Support.Calls.Repeat("👋", 255);

        (await chat.Server.Agent(longest, "agent").GetAsync()).Ok();
        (await chat.Server.Agent(longest + "👋", "agent").GetAsync()).ShouldBeInvalid(Header, Wrong);
    }

    [Theory]
    [InlineData("zo\u00eb")]
    [InlineData("\u00ff")]
    [InlineData("zo\u00c3")]
    [InlineData("zo\u00c3\u00ab")]
    [InlineData("ada\u0080")]
    public async Task Raw_bytes_outside_of_ASCII_are_a_400_problem_at_every_endpoint(string bytes)
    {
        foreach (var call in Mapped())
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
            await connection.SendAsync(Encoding.Latin1.GetBytes(
                $"{call.Method} {call.Path(1, 1)} HTTP/1.1\r\nHost: chat\r\nAuthorization: Bearer {Tokens.ForAgent("agent")}\r\n{Header}: {bytes}\r\nContent-Length: 0\r\n\r\n"));

            var answer = await connection.ReadAsync();

            answer.ShouldStartWith("HTTP/1.1 400 ", Case.Sensitive, call.ToString());
            answer.ShouldContain("Content-Type: application/problem+json");
            answer.ShouldContain($$"""
                "errors":{"{{Header}}":["{{Wrong}}"]}
                """);
        }
    }
}
