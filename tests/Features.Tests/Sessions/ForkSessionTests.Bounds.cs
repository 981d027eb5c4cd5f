using Features.Tests.EntityTags;

namespace Features.Tests.Sessions;

public sealed partial class ForkSessionTests
{
    [Theory]
    [InlineData("""{"up_to_sequence": 0}""", "up_to_sequence", "up_to_sequence must be from 1 to 10000")]
    [InlineData("""{"up_to_sequence": 10001}""", "up_to_sequence", "up_to_sequence must be from 1 to 10000")]
    [InlineData("""{"up_to_sequence": 3}""", "up_to_sequence", "up_to_sequence must be at most 2")]
    [InlineData("""{"up_to_sequence": "1"}""", "up_to_sequence", "up_to_sequence must be an integer")]
    [InlineData("""{"title": " "}""", "title", "title must hold more than white space")]
    public async Task What_is_out_of_bounds_is_a_400(string body, string field, string message)
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync()).Id;
        await SayAsync(user, source, "user", "user");

        (await user.RawAsync(HttpMethod.Post, Path(source), body)).ShouldBeInvalid(field, message);

        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Metadata_without_room_for_the_origin_is_a_400_and_forks_nothing()
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync(metadata: new { x = new string('x', 65_536 - 9) })).Id;

        (await user.PostAsync(Path(source), new { })).ShouldBeInvalid("metadata", "metadata must have at most 65536 bytes when serialized");

        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Ten_thousand_messages_are_copied_in_one_call_and_one_more_is_a_400()
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync()).Id;
        var hundred = Enumerable.Repeat("user", 100).ToArray();
        for (var i = 0; i < 100; i++)
            await SayAsync(user, source, hundred);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var fork = await ForkAsync(user, source);

        TestContext.Current.SendDiagnosticMessage($"10,000 messages were copied in {watch.ElapsedMilliseconds} ms");
        fork["message_count"].GetInt64().ShouldBe(10_000);
        (await user.MessagesAsync(fork.Id, "?page=50&page_size=200")).Items("messages").Select(UserView.Sequence).ShouldBe(Enumerable.Range(9_801, 200).Select(place => (long)place));
        (await user.SayAsync(source, "One more")).Ok();
        (await user.PostAsync(Path(source), new { })).ShouldBeInvalid("up_to_sequence", "up_to_sequence must be given, since at most 10000 messages are copied");
        (await ForkAsync(user, source, new { up_to_sequence = 10_000 }))["message_count"].GetInt64().ShouldBe(10_000);
    }

    [Fact]
    public async Task A_copy_may_take_longer_than_any_other_call()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        var source = (await user.CreateAsync()).Id;
        await SayAsync(user, source, "user");
        await behind.SlowDownAsync("insert", "mt_doc_chatmessage", seconds: 6);

        (await ForkAsync(user, source))["message_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task The_precondition_is_that_of_the_session_and_an_agent_may_not()
    {
        var name = ChatServer.NewUser();
        var (user, agent) = (chat.Server.User(name), chat.Server.Agent(name, "bot"));
        var source = await user.CreateAsync();
        await SayAsync(user, source.Id, "user");

        (await user.SendIfAsync(HttpMethod.Post, Path(source.Id), source.Tag())).ShouldBeChangedSince();
        (await agent.SendAsync(HttpMethod.Post, Path(source.Id))).StatusCode.ShouldBe(403);
        (await user.SendIfAsync(HttpMethod.Post, Path(source.Id), (await user.BareSessionAsync(source.Id)).Tag())).Ok();
    }

    [Fact]
    public async Task A_purge_removes_it_and_its_texts_in_the_event()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User("ada");
        var source = (await user.CreateAsync("Kept", metadata: new { of = "kept" })).Id;
        await SayAsync(user, source, "user", "user");
        var fork = await ForkAsync(user, source, new { title = "A secret" });
        (await user.DeleteAsync(Calls.Path(fork.Id))).Ok();
        (await behind.AskAsync<long>("select count(*) from mt_events where data::text like '%secret%'")).ShouldBe(1);
        host.Time.Shift(PurgeHost.Days30);

        (await host.PurgeAsync()).Messages.ShouldBe(2);

        (await behind.AskAsync<long>("select count(*) from mt_events where data::text like '%secret%'")).ShouldBe(0);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage")).ShouldBe(2);
        (await user.StatsAsync())["total_messages"].GetInt64().ShouldBe(2);
        (await host.Server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }
}
