using Chat.Host.Maintenance;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Live;

/// <summary>Positions that the service does not have, as after a restore of the database.</summary>
public sealed partial class WatchEventsTests
{
    [Theory]
    [InlineData("?after=3", null)]
    [InlineData("?after=9007199254740991", null)]
    [InlineData("", 3L)]
    [InlineData("?after=1", 9007199254740991L)]
    public async Task A_position_from_the_future_is_answered_with_a_reset_and_then_live(string query, long? lastId)
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "So far", status = "streaming" })).Ok().Id;

        foreach (var path in new[] { ApiClient.Base, Calls.Path(session) })
        {
            using var reader = await OpenAsync(name, $"{path}/events{query}", lastId);

            var reset = (await reader.NextAsync()).ShouldNotBeNull();
            (reset.Type, reset.Id).ShouldBe(("reset", 2));
            reset.Data.ShouldBeJson(new { version = 2 });
            (await reader.NextAsync())!.Data.ShouldBeJson(new { message_id = draft, session_id = session, offset = 0, delta = "So far" });
        }

        using var live = await OpenAsync(name, ApiClient.Base + "/events" + query, lastId);
        await live.TakeAsync(2);
        var message = await user.SayAsync(session, "Live");
        (await live.NextAsync())!.Data.ShouldBeJson(message.Json);

        // The id of the reset is the new position, as browsers keep it.
        using var again = await OpenAsync(name, lastId: 2);
        (await again.TakeAsync(2)).Select(e => e.Type).ShouldBe(["message.delta", "message.posted"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("9223372036854775808")]
    public async Task A_position_that_no_stream_reaches_is_a_400_that_names_the_header(string id) =>
        (await chat.NewUser().SendAsync(HttpMethod.Get, ApiClient.Base + "/events", change: request => request.Headers.Add("Last-Event-ID", id)))
            .ShouldBeInvalid("Last-Event-ID", "Last-Event-ID must be the id of an event");

    [Fact]
    public async Task A_user_without_events_is_at_version_0()
    {
        var (name, user) = NewUser();
        using var fromOne = await OpenAsync(name, lastId: 1);
        using var fromZero = await OpenAsync(name, lastId: 0);

        var session = await user.CreateAsync();

        var reset = (await fromOne.NextAsync()).ShouldNotBeNull();
        (reset.Type, reset.Id).ShouldBe(("reset", 0));
        reset.Data.ShouldBeJson(new { version = 0 });
        foreach (var reader in new[] { fromOne, fromZero })
            (await reader.NextAsync())!.Data.ShouldBeJson(session.Json);
    }

    [Fact]
    public async Task Events_that_go_away_under_an_open_stream_reset_it_and_end_it()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var user = server.User("ada");
        await user.CreateAsync();
        await user.CreateAsync();
        using var reader = await EventReader.OpenAsync(server, Tokens.For("ada"), lastId: 2);

        (await new UserErasure(server.Services.GetRequiredService<IDocumentStore>(), TextWriter.Null).EraseAsync("ada", TestContext.Current.CancellationToken)).ShouldBeTrue();
        await user.CreateAsync();

        var reset = (await reader.NextAsync()).ShouldNotBeNull();
        (reset.Type, reset.Data.GetProperty("version").GetInt64()).ShouldBe(("reset", 1));
        (await reader.NextAsync()).ShouldBeNull();
        await user.CreateAsync();
        using var again = await EventReader.OpenAsync(server, Tokens.For("ada"), lastId: reset.Id);
        (await again.NextAsync())!.Id.ShouldBe(2);
    }

    [Fact]
    public async Task Proxies_may_neither_store_nor_change_a_stream()
    {
        var (name, user) = NewUser();
        foreach (var path in new[] { ApiClient.Base, Calls.Path((await user.CreateAsync()).Id) })
        {
            using var reader = await OpenAsync(name, path + "/events");

            reader.Response.Headers.NonValidated["Cache-Control"].ToString().ShouldBe("no-store, no-transform");
            reader.Response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        }
    }
}
