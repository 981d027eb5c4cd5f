namespace Features.Tests.Authentication;

public sealed partial class AgentTests
{
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
        var (path, body, key) = (Support.Calls.Messages(scene.Session), """{"content":"Once","message_type":"system"}""", Guid.NewGuid().ToString());
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
        // The first insert of a message fails like a conflict, the next succeeds.
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
        (await host.Agent("ada", "bot").PostAsync(Support.Calls.Messages(session), new { content = "Hi" })).StatusCode.ShouldBe(403);
        (await behind.AskAsync<long>("select last_value from tries")).ShouldBe(2);
    }
}
