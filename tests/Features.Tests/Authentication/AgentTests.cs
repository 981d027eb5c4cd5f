using Chat.Features.Shared.Http;
using Features.Tests.Limits;
using Features.Tests.Messages;
using Features.Tests.Shared;
using Features.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Authentication;

/// <summary>Who may do what at every endpoint that the application maps.</summary>
public sealed class AgentTests(ChatFixture chat)
{
    private const string Header = "On-Behalf-Of", Missing = "On-Behalf-Of must be given once, with the id of the user whom the agent acts for";

    /// <summary>A user's alone; whatever is not for agents is refused to them, so that this list need not name it.</summary>
    private static readonly string[] ForUsersAlone =
        ["PUT /api/v1/chat-sessions/{session_id}", "DELETE /api/v1/chat-sessions/{session_id}", "GET /api/v1/chat-sessions/stats/user"];

    [Fact]
    public void Users_alone_change_sessions_and_read_statistics()
    {
        Mapped().Where(call => !ForAgents(call)).Select(call => call.ToString()).ShouldBe(ForUsersAlone, ignoreOrder: true);
    }

    [Fact]
    public async Task An_agent_does_what_is_for_agents_with_its_own_messages_and_anything_else_is_a_403_that_does_nothing()
    {
        foreach (var call in Mapped())
        {
            var scene = await Scene.OpenAsync(chat.Server);
            var before = await scene.SeesAsync();

            var answer = await call.SendAsync(scene.Agent, scene.PathOf(call));

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
            answer.ShouldBeTheSameAs(await call.SendAsync(elsewhere, call.Path(Shared.Calls.NeverAnId, Shared.Calls.NeverAnId)));
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
            (await call.SendAsync(nobody, scene.PathOf(call))).ShouldBeInvalid("on_behalf_of", Missing);
            (await call.SendAsync(chat.Server.User(scene.Name, onBehalfOf: scene.Name), scene.PathOf(call)))
                .ShouldBeProblem(403, "Forbidden", "On-Behalf-Of is for agents; a user acts for nobody else");
        }

        (await scene.SeesAsync()).ShouldBe(before);
        foreach (var path in MappedCall.Public)
            (await nobody.GetAsync(path)).Ok();
    }

    [Fact]
    public async Task The_header_names_one_user_and_nothing_else()
    {
        var longest = Shared.Calls.Repeat("é", 255);

        foreach (var good in new[] { "ada", "ada,bob", "ada bob", "agent", "Zoë 👋", longest })
            (await ListAsync(good)).ShouldStartWith("HTTP/1.1 200 ", Case.Sensitive, good);
        foreach (var bad in new string[][] { [], [""], [" "], ["ada", "bob"], ["ada", "ada"], ["ada", ""], [longest + "é"] })
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

        // Twice: the second time the token is known.
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
                (await agent.PostAsync(Shared.Calls.Messages(session), new { content = "A", message_type = speaker, agent_type = type })).StatusCode.ShouldBe(status, type);
        }
        (await agent.PostAsync(Shared.Calls.Messages(session), new { content = "A", message_type = "system" }))
            .ShouldBeProblem(403, "Forbidden", "The agent may not post under this agent_type");
    }

    [Fact]
    public async Task An_agent_speaks_for_itself_and_every_message_tells_who_posted_it()
    {
        var (user, name) = (ChatServer.NewUser(), "bot-é-" + Guid.NewGuid());
        var (owner, agent) = (chat.Server.User(user), chat.Server.Agent(user, name));
        var session = await agent.CreateAsync("By the agent");
        session["user_id"].GetString().ShouldBe(user);

        foreach (var type in new[] { "\"user\"", "null" })
        {
            (await agent.PostMessageAsync(session.Id, $$"""{"content":"Hi","message_type":{{type}},"agent_type":"primary"}"""))
                .ShouldBeProblem(403, "Forbidden", "An agent posts assistant and system messages only");
        }
        await owner.SayAsync(session.Id, "Hello");
        await owner.SayAsync(session.Id, "As an assistant", "assistant", "primary");
        var whole = await agent.SayAsync(session.Id, "Hi", "assistant", "primary");
        var draft = await agent.DraftAsync(session.Id);
        (await agent.AppendAsync(session.Id, draft.Id, "Well")).Ok();

        string?[] posters = [null, null, name, name];
        foreach (var read in new[] { await owner.MessagesAsync(session.Id), await agent.MessagesAsync(session.Id), await owner.SessionAsync(session.Id) })
            read.Items("messages").Select(message => message.GetProperty("posted_by").GetString()).ShouldBe(posters);
        (await owner.FinishAsync(session.Id, draft.Id)).Ok()["posted_by"].GetString().ShouldBe(name);
        (await owner.EditAsync(session.Id, whole.Id, new { content = "Better" })).Ok()["posted_by"].GetString().ShouldBe(name);
        (await owner.RevisionsAsync(session.Id, whole.Id)).Single().GetProperty("posted_by").GetString().ShouldBe(name);
        (await owner.MessageAsync(session.Id, draft.Id))["posted_by"].GetString().ShouldBe(name);
    }

    [Fact]
    public async Task An_agent_changes_its_own_messages_only_and_the_user_all_of_them()
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var other = chat.Server.Agent(scene.Name, "another-agent");
        var (mine, ofUser) = ((await scene.User.DraftAsync(scene.Session)).Id, (await scene.User.SayAsync(scene.Session, "Mine")).Id);
        var before = await scene.SeesAsync();

        foreach (var (caller, message) in new[] { (scene.Agent, mine), (scene.Agent, ofUser), (other, scene.Message), (other, scene.Draft) })
        {
            foreach (var answer in new[]
            {
                await caller.AppendAsync(scene.Session, message, "?"), await caller.AppendAsync(scene.Session, message, "", 0),
                await caller.FinishAsync(scene.Session, message), await caller.AbortAsync(scene.Session, message),
                await caller.EditAsync(scene.Session, message, new { content = "?" }),
            })
                answer.ShouldBeProblem(403, "Forbidden", "An agent may change its own messages only");
            (await caller.MessageAsync(scene.Session, message)).Id.ShouldBe(message);
        }
        (await scene.SeesAsync()).ShouldBe(before);

        (await scene.User.AppendAsync(scene.Session, scene.Draft, "!")).Ok();
        (await scene.User.AbortAsync(scene.Session, scene.Draft)).Ok();
        (await scene.User.EditAsync(scene.Session, scene.Message, new { content = "Other" })).Ok();
    }

    [Fact]
    public async Task A_key_of_the_user_is_not_answered_with_what_the_agent_did()
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var (path, body, key) = (Shared.Calls.Messages(scene.Session), """{"content":"Once","message_type":"system"}""", Guid.NewGuid().ToString());
        var first = await scene.Agent.SendAsync(HttpMethod.Post, path, Body(), change: request => request.Headers.Add("Idempotency-Key", key));
        var again = await scene.Agent.SendAsync(HttpMethod.Post, path, Body(), change: request => request.Headers.Add("Idempotency-Key", key));
        var byUser = await scene.User.SendAsync(HttpMethod.Post, path, Body(), change: request => request.Headers.Add("Idempotency-Key", key));

        again.Ok().Body.ShouldBe(first.Ok().Body);
        byUser.ShouldBeProblem(409, "Conflict", "This Idempotency-Key was used for another request");

        StringContent Body() => new(body, null, "application/json");
    }

    [Fact]
    public async Task A_try_that_comes_again_after_a_conflict_is_still_the_agents()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var session = (await host.User("ada").CreateAsync()).Id;
        // The first insert of a message fails as if another had been quicker, the next does not.
        await behind.ExecuteAsync("create sequence tries");
        await behind.ExecuteAsync("grant usage on sequence tries to public");
        await behind.ExecuteAsync("""
            create function fail_once() returns trigger language plpgsql as $$
            begin
              if nextval('tries') = 1 then raise exception 'once' using errcode = 'serialization_failure'; end if;
              return new;
            end $$
            """);
        await behind.ExecuteAsync("create trigger fail_once before insert on mt_doc_chatmessage for each row execute function fail_once()");

        var answer = await host.Agent("ada", "bot").SayAsync(session, "Hi", "assistant", "primary");

        answer["posted_by"].GetString().ShouldBe("bot");
        (await host.Agent("ada", "bot").PostAsync(Shared.Calls.Messages(session), new { content = "Hi" })).StatusCode.ShouldBe(403);
        (await behind.AskAsync<long>("select last_value from tries")).ShouldBe(2);
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

    /// <summary>A user with a session in which an agent has posted a whole message and one that is streaming.</summary>
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
