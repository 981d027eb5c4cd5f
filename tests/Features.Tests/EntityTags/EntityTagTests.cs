namespace Features.Tests.EntityTags;

/// <summary>Entity tags, and 304 for a state that the client has.</summary>
public sealed class EntityTagTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_change_of_a_session_or_of_a_message_in_it_gives_the_session_another_tag()
    {
        var user = chat.NewUser();
        var created = await user.CreateAsync();
        var session = created.Id;
        var tags = new List<string?> { created.Tag() };
        await SameAsync();

        await TaggedAsync(await user.PutAsync(Calls.Path(session), new { title = "Other" }));
        var message = (await user.SayAsync(session, "Hello")).Id;
        await AnotherAsync();
        (await user.PutAsync($"{Calls.Messages(session)}/{message}", new { content = "Hi" })).Ok();
        await AnotherAsync();
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "", status = "streaming" })).Ok().Id;
        tags.Add((await user.BareSessionAsync(session)).Tag());
        (await user.SendAsync(HttpMethod.Post, $"{Calls.Messages(session)}/{draft}/finish")).Ok();
        await AnotherAsync();
        await user.DeleteAsync(Calls.Path(session));
        await AnotherAsync();
        await TaggedAsync(await user.PutAsync(Calls.Path(session), new { is_active = true }));
        tags.ShouldAllBe(tag => tag != null && tag.StartsWith('"') && tag.EndsWith('"'));
        tags.ShouldBeUnique();

        // A call that changes nothing keeps the tag.
        (await user.PutAsync(Calls.Path(session), new { is_active = true })).Ok().Tag().ShouldBe(tags[^1]);
        await user.CreateAsync("Another session");
        await SameAsync();

        async Task TaggedAsync(ApiAnswer answer)
        {
            tags.Add(answer.Ok().Tag());
            await SameAsync();
        }

        async Task AnotherAsync()
        {
            tags.Add((await user.SessionAsync(session)).Tag());
            await SameAsync();
        }

        async Task SameAsync()
        {
            (await user.SessionAsync(session)).Tag().ShouldBe(tags[^1]);
            (await user.BareSessionAsync(session)).Tag().ShouldBe(tags[^1]);
        }
    }

    [Fact]
    public async Task A_session_that_is_displaced_by_the_limit_gets_another_tag()
    {
        var user = chat.NewUser();
        var first = await user.CreateAsync();
        for (var i = 0; i < 5; i++)
            await user.CreateAsync();

        (await user.SessionAsync(first.Id)).Tag().ShouldNotBe(first.Tag());
    }

    [Fact]
    public async Task Every_change_of_a_message_gives_it_another_tag()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var posted = (await user.PostAsync(Calls.Messages(session), new { content = "He", status = "streaming" })).Ok();
        var path = $"{Calls.Messages(session)}/{posted.Id}";
        var tags = new List<string?>();
        await TaggedAsync(posted);

        foreach (var _ in Enumerable.Range(0, 3))
            await TaggedAsync(await AppendAsync("l"));
        await TaggedAsync(await user.SendAsync(HttpMethod.Post, path + "/finish"));
        await TaggedAsync(await user.PutAsync(path, new { content = "Hi" }));
        await TaggedAsync(await user.PutAsync(path, new { metadata = new { rating = 5 } }));
        await TaggedAsync(await AppendAsync("!"));
        await TaggedAsync(await user.SendAsync(HttpMethod.Post, path + "/finish"));
        tags.ShouldAllBe(tag => tag != null && tag.StartsWith('"') && tag.EndsWith('"'));
        tags.ShouldBeUnique();

        // Finished already, appended already: nothing changes.
        (await user.SendAsync(HttpMethod.Post, path + "/finish")).Ok().Tag().ShouldBe(tags[^1]);
        (await user.GetAsync(path)).Ok().Tag().ShouldBe(tags[^1]);

        async Task TaggedAsync(ApiAnswer answer)
        {
            tags.Add(answer.Ok().Tag());
            (await user.GetAsync(path)).Ok().Tag().ShouldBe(tags[^1]);
        }

        Task<ApiAnswer> AppendAsync(string delta) =>
            user.SendAsync(HttpMethod.Patch, path + "/append", new StringContent($$"""{"delta":"{{delta}}"}""", null, "application/json"));
    }

    [Fact]
    public async Task A_tag_that_the_client_has_is_answered_without_a_body_and_any_other_with_it()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var message = await user.SayAsync(session.Id, "Hello");

        foreach (var path in new[] { Calls.Path(session.Id), Calls.Path(session.Id) + "?include_messages=false", $"{Calls.Messages(session.Id)}/{message.Id}" })
        {
            var whole = (await user.GetAsync(path)).Ok();
            var tag = whole.Tag();
            foreach (var known in new[] { tag, $"W/{tag}", $"\"x\", {tag}", $"\"x\",W/\"y\" , {tag}", "*" })
                (await user.GetUnlessAsync(path, known)).ShouldBeKnown(tag);
            foreach (var other in new[] { "\"x\"", tag!.Trim('"'), "\"\"", "", "\"*\"", tag + "x", $"\"{tag}\"" })
                (await user.GetUnlessAsync(path, other)).Ok().Body.ShouldBe(whole.Body, other);
        }

        var old = (await user.SessionAsync(session.Id)).Tag();
        await user.SayAsync(session.Id, "More");
        (await user.GetUnlessAsync(Calls.Path(session.Id), old)).Ok().Items("messages").Count.ShouldBe(2);
        (await user.GetUnlessAsync($"{Calls.Messages(session.Id)}/{message.Id}", message.Tag())).ShouldBeKnown(message.Tag());
    }

    [Fact]
    public async Task A_session_has_no_tag_while_a_message_that_comes_with_it_grows()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "", status = "streaming" })).Ok().Id;

        var growing = await user.GetUnlessAsync(Calls.Path(session), "*");
        (growing.StatusCode, growing.Tag()).ShouldBe((200, null));
        (await user.BareSessionAsync(session)).Tag().ShouldNotBeNull();

        (await user.SendAsync(HttpMethod.Post, $"{Calls.Messages(session)}/{draft}/abort")).Ok();
        (await user.SessionAsync(session)).Tag().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_that_an_earlier_version_changed_has_no_tag_until_it_is_changed_again()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await behind.ExecuteAsync("update mt_doc_chatsession set data = jsonb_set(data, '{internals,changed}', '0') where id = $1", session);

        (await user.SessionAsync(session)).Tag().ShouldBeNull();
        (await user.BareSessionAsync(session)).Tag().ShouldBeNull();
        (await user.GetUnlessAsync(Calls.Path(session), "*")).Ok();
        (await user.SendIfAsync(HttpMethod.Put, Calls.Path(session), "\"0\"", """{"title":"Lost"}""")).ShouldBeChangedSince();

        var changed = await user.SendIfAsync(HttpMethod.Put, Calls.Path(session), "*", """{"title":"Other"}""");
        changed.Ok().Tag().ShouldNotBeNull().ShouldBe((await user.SessionAsync(session)).Tag());
    }

    [Fact]
    public async Task A_replayed_answer_has_the_tag_of_the_first()
    {
        var user = chat.NewUser();
        var tags = new List<string?>();
        foreach (var _ in new[] { "first", "replayed" })
        {
            tags.Add((await user.SendAsync(
                HttpMethod.Post, ApiClient.Base, new StringContent("""{"title":"Once"}""", null, "application/json"), request => request.Headers.Add("Idempotency-Key", "k"))).Ok().Tag());
        }

        tags[1].ShouldNotBeNull().ShouldBe(tags[0]);
        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Neither_a_stranger_nor_a_404_is_told_a_tag()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var session = await owner.CreateAsync();
        var message = await owner.SayAsync(session.Id, "Hello");

        foreach (var path in new[] { Calls.Path(session.Id), $"{Calls.Messages(session.Id)}/{message.Id}" })
        {
            var answer = await stranger.GetUnlessAsync(path, "*");
            (answer.StatusCode, answer.Tag()).ShouldBe((404, null));
        }
    }
}
