namespace Features.Tests.EntityTags;

/// <summary>A call with an outdated <c>If-Match</c> changes nothing.</summary>
public sealed class LostUpdateTests(ChatFixture chat)
{
    private const string Update = "update", Delete = "delete", Edit = "edit", Append = "append";

    public static TheoryData<string> Changes => [Update, Delete, Edit, Append];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_the_known_state_is_made_and_of_any_other_not(string change)
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var (known, before) = (await scene.TagAsync(change), await scene.SeesAsync());

        foreach (var other in new[] { "\"x\"", "\"0\"", $"W/{known}", "\"x\", \"y\"", "\"*\"" })
            (await scene.SendAsync(change, other)).ShouldBeChangedSince();
        foreach (var broken in new[] { "x", known.Trim('"'), "\"x", "*, x", "" })
            (await scene.SendAsync(change, broken)).ShouldBeInvalid("If-Match", "If-Match must be * or a list of entity tags in quotes");
        (await scene.SeesAsync()).ShouldBe(before);

        (await scene.SendAsync(change, $"\"x\", {known}")).Ok();
        (await scene.SeesAsync()).ShouldNotBe(before);
        (await scene.SendAsync(change, known)).ShouldBeChangedSince();
        (await scene.SendAsync(change, "*")).Ok();
        (await scene.SendAsync(change, await scene.TagAsync(change))).Ok();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_is_not_there_or_not_the_callers_is_a_404_whatever_the_precondition(string change)
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var before = await scene.SeesAsync();

        foreach (var tag in new[] { await scene.TagAsync(change), "*", "\"x\"" })
            (await (scene with { User = chat.NewUser() }).SendAsync(change, tag)).StatusCode.ShouldBe(404);

        (await scene.SeesAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Of_two_hosts_that_change_one_state_at_once_exactly_one_does(string change)
    {
        await using var other = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var scene = await Scene.OpenAsync(chat.Server);
        var elsewhere = scene with { User = other.User(scene.Name) };

        for (var round = 0; round < 25; round++)
        {
            var known = await scene.TagAsync(change);
            var answers = await Task.WhenAll(scene.SendAsync(change, known), elsewhere.SendAsync(change, known));
            answers.Select(answer => answer.StatusCode).ShouldBe([200, 412], ignoreOrder: true, $"round {round}");
            if (change == Delete)
                (await scene.User.PutAsync(Calls.Path(scene.Session), new { is_active = true })).Ok();
        }
        if (change == Append)
            (await scene.User.GetAsync(scene.Message)).Ok()["content"].GetString().ShouldBe("Hello" + Calls.Repeat("!", 25));
    }

    [Fact]
    public async Task A_change_that_is_tried_again_keeps_its_precondition()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var scene = await Scene.OpenAsync(host);
        var known = await scene.TagAsync(Update);
        (await scene.User.PutAsync(Calls.Path(scene.Session), new { title = "Somebody else's" })).Ok();
        // The lock of the stream is refused once, before the state is known.
        await behind.ExecuteAsync("create sequence tries");
        await behind.ExecuteAsync("""
            create function refuse() returns boolean language plpgsql as $$ begin
              if nextval('tries') <= 1 then raise exception 'refused' using errcode = '40001'; end if; return true; end $$
            """);
        await behind.ExecuteAsync("create policy refuse on mt_streams as restrictive for update using ((select refuse()))");

        (await scene.SendAsync(Update, known)).ShouldBeChangedSince();

        (await behind.AskAsync<long>("select last_value from tries")).ShouldBe(2);
        (await scene.User.SessionAsync(scene.Session))["title"].GetString().ShouldBe("Somebody else's");
    }

    [Fact]
    public async Task An_append_that_is_sent_again_is_there_already_whatever_it_knew()
    {
        var scene = await Scene.OpenAsync(chat.Server);
        var known = await scene.TagAsync(Append);
        const string body = """{"delta":"!","offset":5}""";

        var first = await scene.User.SendIfAsync(HttpMethod.Patch, scene.Message + "/append", known, body);
        var again = await scene.User.SendIfAsync(HttpMethod.Patch, scene.Message + "/append", known, body);

        again.Ok().Body.ShouldBe(first.Ok().Body);
        (await scene.User.GetAsync(scene.Message)).Ok()["content"].GetString().ShouldBe("Hello!");
    }

    private sealed record Scene(string Name, ApiClient User, long Session, string Message)
    {
        public static async Task<Scene> OpenAsync(ChatServer server)
        {
            var name = ChatServer.NewUser();
            var user = server.User(name);
            var session = (await user.CreateAsync()).Id;
            return new Scene(name, user, session, $"{Calls.Messages(session)}/{(await user.SayAsync(session, "Hello")).Id}");
        }

        public Task<ApiAnswer> SendAsync(string change, string ifMatch) => change switch
        {
            Update => User.SendIfAsync(HttpMethod.Put, Calls.Path(Session), ifMatch, $$"""{"title":"{{Guid.NewGuid()}}"}"""),
            Delete => User.SendIfAsync(HttpMethod.Delete, Calls.Path(Session), ifMatch),
            Edit => User.SendIfAsync(HttpMethod.Put, Message, ifMatch, $$"""{"content":"{{Guid.NewGuid()}}"}"""),
            _ => User.SendIfAsync(HttpMethod.Patch, Message + "/append", ifMatch, """{"delta":"!"}"""),
        };

        public async Task<string> TagAsync(string change) =>
            (await User.GetAsync(change is Update or Delete ? Calls.Path(Session) + "?include_messages=false" : Message)).Ok().Tag()!;

        public async Task<string> SeesAsync() => (await User.SessionAsync(Session)).Body;
    }
}
