using System.Net.Http.Json;
using Features.Tests.EntityTags;

namespace Features.Tests.Messages;

public sealed class EditMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task Content_and_metadata_change_and_what_was_there_stays_readable()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "First", "assistant", "research", new { a = 1, b = new { deep = 1 } });

        var content = await user.EditAsync(session, message.Id, new { content = " Second " });
        var metadata = await user.EditAsync(session, message.Id, new { metadata = new { b = new { other = 2 }, c = 3, d = (string?)null } });
        var both = await user.EditAsync(session, message.Id, new { content = "Third", metadata = new { a = "x" } });

        content.ShouldBeOk(message.Json.With(("content", " Second "), ("revision", 2), ("updated_at", content["updated_at"])));
        metadata.ShouldBeOk(content.Json.With(
            ("metadata", new { a = 1, b = new { other = 2 }, c = 3 }), ("revision", 3), ("updated_at", metadata["updated_at"])));
        both.ShouldBeOk(metadata.Json.With(
            ("content", "Third"), ("metadata", new { a = "x", b = new { other = 2 }, c = 3 }), ("revision", 4), ("updated_at", both["updated_at"])));
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(both.Json);
        var revisions = await user.RevisionsAsync(session, message.Id);
        revisions.Count.ShouldBe(3);
        foreach (var (revision, answer) in revisions.Zip([message, content, metadata]))
            revision.ShouldBeJson(answer.Json);
        var bare = await user.BareSessionAsync(session);
        bare["updated_at"].GetString().ShouldBe(both["updated_at"].GetString());
        bare["last_message_at"].GetString().ShouldBe(message["created_at"].GetString());
        bare["message_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Saving_what_is_there_makes_no_revision_no_event_and_no_tag()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "As it is", metadata: new { a = 1, b = new { c = 2, d = new[] { 3 } } });
        var (before, events) = ((await user.SessionAsync(session)).Body, await EventsAsync());

        foreach (var same in new object[]
        {
            new { content = "As it is" },
            new { metadata = new { } },
            new { metadata = new { none = (string?)null } },
            new { metadata = new { b = new { d = new[] { 3 }, c = 2 } }, content = "As it is" },
        })
        {
            var saved = await user.EditAsync(session, message.Id, same);
            saved.ShouldBeOk(message.Json);
            saved.Tag().ShouldBe(message.Tag());
        }
        (await user.SendAsync(HttpMethod.Put, Calls.Message(session, message.Id) + "?metadata_mode=replace", JsonContent.Create(new { metadata = new { b = new { c = 2, d = new[] { 3 } }, a = 1.0 } }))).ShouldBeOk(message.Json);

        (await user.SessionAsync(session)).Body.ShouldBe(before);
        (await user.RevisionsAsync(session, message.Id)).ShouldBeEmpty();
        (await EventsAsync()).ShouldBe(events);

        Task<long> EventsAsync() => behind.AskAsync<long>("select count(*) from mt_events where tenant_id = $1", name);
    }

    [Fact]
    public async Task A_member_of_metadata_can_be_removed_and_the_object_replaced()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var path = Calls.Message(session, (await user.SayAsync(session, "Hi", metadata: new { a = 1, b = 2 })).Id);

        (await user.RawAsync(HttpMethod.Put, path, """{"metadata":{"a":null}}""", "application/merge-patch+json")).Ok()["metadata"].ShouldBeJson(new { b = 2 });
        (await user.RawAsync(HttpMethod.Put, path + "?metadata_mode=replace", """{"metadata":{"c":null}}""")).Ok()["metadata"].ShouldBeJson(new { c = (string?)null });
        (await user.RawAsync(HttpMethod.Put, path + "?metadata_mode=Merge", """{"metadata":{"c":1}}""")).ShouldBeInvalid("metadata_mode", "metadata_mode must be one of merge, replace");
        (await user.RawAsync(HttpMethod.Put, path + "?metadata_mode=merge&metadata_mode=merge", """{"metadata":{"c":1}}""")).ShouldBeInvalid("metadata_mode", "metadata_mode must be given once");
    }

    [Theory]
    [InlineData("{}", "body", "No updates provided")]
    [InlineData("""{"content":null,"metadata":null,"status":"complete"}""", "body", "No updates provided")]
    [InlineData("""{"content":""}""", "content", "content must hold more than white space")]
    [InlineData("""{"content":" \n"}""", "content", "content must hold more than white space")]
    [InlineData("""{"content":7}""", "content", "content must be a string")]
    [InlineData("""{"metadata":[]}""", "metadata", "metadata must be an object")]
    [InlineData("""{"content":"\ud83d"}""", "content", "content must not hold U+0000 or half of a surrogate pair")]
    public async Task What_is_wrong_in_the_body_is_a_400_that_names_it(string body, string field, string message)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var said = await user.SayAsync(session, "As it was");

        (await user.RawAsync(HttpMethod.Put, Calls.Message(session, said.Id), body)).ShouldBeInvalid(field, message);

        (await user.MessageAsync(session, said.Id)).Json.ShouldBeJson(said.Json);
        (await user.RevisionsAsync(session, said.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_limits_are_those_of_a_new_message()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAT_MESSAGE_MAX_LENGTH"] = "10",
            ["Chat:Agents:research:MaxMessageLength"] = "20",
        });
        var user = host.User();
        foreach (var (agentType, limit) in new[] { ("primary", 10), ("research", 20) })
        {
            var session = (await user.CreateAsync(agentType: agentType)).Id;
            var message = await user.SayAsync(session, "Hi", metadata: new { a = new string('a', 40_000) });

            (await user.EditAsync(session, message.Id, new { content = Calls.Repeat("👋", limit) })).Ok();
            (await user.EditAsync(session, message.Id, new { content = Calls.Repeat("👋", limit + 1) }))
                .ShouldBeInvalid("content", $"content must have at most {limit} characters");
            var large = await user.EditAsync(session, message.Id, new { metadata = new { b = new string('b', 40_000) } });
            large.StatusCode.ShouldBe(400);
            large["errors"].EnumerateObject().Select(error => error.Name).ShouldBe(["metadata"]);

            (await user.RevisionsAsync(session, message.Id)).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_message_that_is_streaming_is_a_409_and_an_interrupted_one_stays_interrupted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Half");

        (await user.EditAsync(session, draft.Id, new { content = "Whole" })).ShouldBeConflict("The message is streaming; finish it or give it up first");
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);
        (await user.AbortAsync(session, draft.Id)).Ok();

        var edited = (await user.EditAsync(session, draft.Id, new { content = "Whole" })).Ok();
        edited["status"].GetString().ShouldBe("interrupted");
        edited["revision"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task What_was_appended_is_part_of_the_version_before_and_gone_from_the_new_one()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "One");
        (await user.AppendAsync(session, message.Id, " two")).Ok();
        var before = await user.MessageAsync(session, message.Id);

        var edited = (await user.EditAsync(session, message.Id, new { content = "Three" })).Ok();

        edited["content"].GetString().ShouldBe("Three");
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(edited.Json);
        (await user.RevisionsAsync(session, message.Id)).Single().ShouldBeJson(before.Json);
        (await user.AppendAsync(session, message.Id, " four", 5)).Ok()["length"].GetInt64().ShouldBe(10);
    }

    [Fact]
    public async Task Edits_at_once_on_two_hosts_are_all_kept_one_after_another_and_a_rebuild_changes_nothing()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];
        var session = (await hosts[0].CreateAsync()).Id;
        var message = (await hosts[0].SayAsync(session, "0")).Id;

        var answers = await Task.WhenAll(Enumerable.Range(1, 30).Select(async n => (await hosts[n % 2].EditAsync(session, message, new { content = $"{n}" })).Ok()));

        answers.Select(answer => answer["revision"].GetInt64()).ShouldBe(Enumerable.Range(2, 30).Select(n => (long)n), ignoreOrder: true);
        var last = await hosts[0].MessageAsync(session, message);
        var versions = (await hosts[0].RevisionsAsync(session, message)).Append(last.Json).ToList();
        versions.Select(version => version.GetProperty("revision").GetInt64()).ShouldBe(Enumerable.Range(1, 31).Select(n => (long)n));
        foreach (var answer in answers)
            versions[answer["revision"].GetInt32() - 1].ShouldBeJson(answer.Json);
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_of_another_session_or_user_is_not_there()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (session, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var message = await owner.SayAsync(session, "Mine");

        (await owner.EditAsync(other, message.Id, new { content = "?" })).ShouldBeNoMessage();
        (await owner.EditAsync(session, Calls.NeverAnId, new { content = "?" })).ShouldBeNoMessage();
        (await stranger.EditAsync(session, message.Id, new { content = "?" })).ShouldBeNoSession();

        (await owner.MessageAsync(session, message.Id)).Json.ShouldBeJson(message.Json);
    }
}
