using Chat.Features.Shared.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Authentication;

/// <summary>The rights of users and agents at every endpoint that the application maps.</summary>
public sealed partial class AgentTests(ChatFixture chat)
{
    private const string Header = "On-Behalf-Of", Missing = "On-Behalf-Of must be given once, with the id of the user whom the agent acts for";

    /// <summary>Closed to agents for good. A new slice is closed too until it says otherwise, and need not be listed here.</summary>
    private static readonly string[] ForUsersAlone =
        ["PUT /api/v1/chat-sessions/{session_id}", "DELETE /api/v1/chat-sessions/{session_id}", "GET /api/v1/chat-sessions/stats/user"];

    [Fact]
    public void Users_alone_change_sessions_and_read_statistics()
    {
        ForUsersAlone.ShouldBeSubsetOf(Mapped().Where(call => !ForAgents(call)).Select(call => call.ToString()));
    }

    [Fact]
    public async Task An_agent_does_what_is_for_agents_with_its_own_messages_and_anything_else_is_a_403_that_does_nothing()
    {
        foreach (var call in Mapped())
        {
            var scene = await Scene.OpenAsync(chat.Server);
            var before = await scene.SeesAsync();

            var answer = await call.SendAsync(scene.Agent, scene.PathOf(call), call.Body);

            answer.StatusCode.ShouldBe(ForAgents(call) ? 200 : 403, $"{call}: {answer.Body}");
            if (ForAgents(call))
                continue;
            answer.ShouldBeProblem(403, "Forbidden", "An agent may not do this");
            (await scene.SeesAsync()).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_restricted_agent_creates_and_posts_under_its_types_only()
    {
        foreach (var call in Mapped().Where(ForAgents))
        {
            var scene = await Scene.OpenAsync(chat.Server);
            // The examples are of the type `primary`.
            foreach (var types in new[] { new[] { "primary" }, ["research", "primary"], ["research"], [] })
            {
                var isAllowed = types.Contains("primary", StringComparer.Ordinal) || !(call.Method == HttpMethod.Post && call.Body?.Contains("agent_type", StringComparison.Ordinal) is true);
                var other = await Scene.OpenAsync(chat.Server);

                var answer = await call.SendAsync(chat.Server.Agent(other.Name, other.AgentName, types: types), other.PathOf(call));

                answer.StatusCode.ShouldBe(isAllowed ? 200 : 403, $"{call} {string.Join(',', types)}: {answer.Body}");
            }
        }
    }

    [Fact]
    public async Task For_another_user_an_agent_finds_nothing_of_the_first()
    {
        var (scene, other) = (await Scene.OpenAsync(chat.Server), await Scene.OpenAsync(chat.Server));
        var elsewhere = chat.Server.Agent(other.Name, scene.AgentName);
        var before = await scene.SeesAsync();

        foreach (var call in Mapped().Where(ForAgents))
        {
            var answer = await call.SendAsync(elsewhere, scene.PathOf(call));
            if (!call.HasIds)
            {
                answer.Body.ShouldNotContain(scene.Name);
                continue;
            }
            answer.StatusCode.ShouldBe(404, $"{call}: {answer.Body}");
            answer.ShouldBeTheSameAs(await call.SendAsync(elsewhere, call.Path(Support.Calls.NeverAnId, Support.Calls.NeverAnId)));
        }

        (await scene.SeesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Without_the_header_an_agent_is_a_400_and_with_it_a_user_is_a_403_everywhere()
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var before = await scene.SeesAsync();
        var nobody = chat.Server.WithToken(Tokens.ForAgent(scene.AgentName));

        foreach (var call in Mapped())
        {
            (await call.SendAsync(nobody, scene.PathOf(call))).ShouldBeInvalid(Header, Missing);
            (await call.SendAsync(chat.Server.User(scene.Name, onBehalfOf: scene.Name), scene.PathOf(call)))
                .ShouldBeProblem(403, "Forbidden", "On-Behalf-Of is for agents; a user acts for nobody else");
        }

        (await scene.SeesAsync()).ShouldBe(before);
        foreach (var path in MappedCall.Public)
            (await nobody.GetAsync(path)).Ok();
    }

    private List<MappedCall> Mapped()
    {
        var calls = MappedCall.AllOf(chat.Server).Where(call => !call.IsPublic).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(14);
        return calls;
    }

    private bool ForAgents(MappedCall call) => chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Single(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/') == call.Pattern
            && endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Contains(call.Method.Method, StringComparer.Ordinal))
        .Metadata.GetMetadata<AgentsMayCall>() is not null;

    /// <summary>A user with a session in which an agent has posted a complete message and a streaming one.</summary>
    private sealed record Scene(string Name, ApiClient User, string AgentName, ApiClient Agent, long Session, long Message, long Draft)
    {
        public static async Task<Scene> OpenAsync(ChatServer server)
        {
            var (name, agentName) = (ChatServer.NewUser(), "agent-" + Guid.NewGuid().ToString("n"));
            var (user, agent) = (server.User(name), server.Agent(name, agentName));
            var session = (await user.CreateAsync($"Of {name}")).Id;
            var message = (await agent.SayAsync(session, $"To {name}", "assistant", "primary")).Id;
            return new Scene(name, user, agentName, agent, session, message, (await agent.DraftAsync(session)).Id);
        }

        public string PathOf(MappedCall call) => call.Path(Session, call.IsOfDraft ? Draft : Message);

        public async Task<string> SeesAsync() =>
            string.Join('\n', (await User.SessionsAsync()).Body, (await User.SessionAsync(Session)).Body, (await User.StatsAsync()).Body);
    }
}
