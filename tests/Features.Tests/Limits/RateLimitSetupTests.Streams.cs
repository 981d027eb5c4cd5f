using Chat.Features.Shared.Endpoints;
using Chat.Features.Shared.Notifications;
using Features.Tests.Live;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Limits;

/// <summary>Event streams that are open at once.</summary>
public sealed partial class RateLimitSetupTests
{
    private const string Events = ApiClient.Base + "/events";

    [Fact]
    public async Task A_user_has_20_event_streams_at_once_and_one_more_is_a_429()
    {
        await using var server = await StartAsync(("CHAT_MAX_CONNECTIONS", "30"));
        var name = ChatServer.NewUser();
        var user = server.User(name);
        var session = (await user.CreateAsync()).Id;
        var readers = new List<EventReader>();
        for (var i = 0; i < 20; i++)
            readers.Add(await EventReader.OpenAsync(server, Tokens.For(name), i % 2 == 0 ? Events : Calls.Path(session) + "/events"));

        foreach (var path in new[] { Events, Calls.Path(session) + "/events", Events + "?after=0" })
            ShouldBeTooManyStreams(await user.GetAsync(path), 20);
        await user.SayAsync(session, "Other calls are answered");
        using (await EventReader.OpenAsync(server, Tokens.For(ChatServer.NewUser())))
            (await server.User().GetAsync()).Ok();
        (await server.Agent(name, "bot").GetAsync(Events)).StatusCode.ShouldBe(200);
        foreach (var reader in readers)
            (await reader.NextAsync())!.Type.ShouldBe("message.posted");

        readers[7].Dispose();
        readers.Add(await OpenOnceThereIsRoomAsync(server, Tokens.For(name)));
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task A_stream_that_its_reader_left_that_its_token_ended_or_that_broke_makes_room()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_MAX_STREAMS_PER_USER"] = "1" }, database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        await user.CreateAsync();

        await using (var connection = await RawConnection.OpenAsync(server.Address))
        {
            await connection.SendLinesAsync($"GET {Events} HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.For("ada")}", "");
            await Eventually.HoldsAsync("the stream is open", async () => (await user.GetAsync(Events)).StatusCode == 429);
        }
        var expiring = Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = "ada", ["exp"] = Tokens.InSeconds(3) });
        using (var reader = await OpenOnceThereIsRoomAsync(server, expiring))
        {
            ShouldBeTooManyStreams(await user.GetAsync(Events), 1);
            (await reader.NextAsync()).ShouldBeNull();
        }
        using (var reader = await OpenOnceThereIsRoomAsync(server, Tokens.For("ada")))
        {
            await behind.ExecuteAsync("alter table mt_streams rename to mt_away");
            server.Services.GetRequiredService<UserChanges>().Wake(UserChanges.TagOf("ada"));
            await Should.ThrowAsync<IOException>(reader.NextAsync);
            await behind.ExecuteAsync("alter table mt_away rename to mt_streams");
        }
        (await OpenOnceThereIsRoomAsync(server, Tokens.For("ada"))).Dispose();
    }

    [Fact]
    public async Task A_stream_that_is_refused_takes_no_place()
    {
        await using var server = await StartAsync(("CHAT_MAX_STREAMS_PER_USER", "1"));
        var user = server.User();

        for (var i = 0; i < 5; i++)
        {
            (await user.GetAsync(Calls.Path(Calls.NeverAnId) + "/events")).ShouldBeNoSession();
            (await user.GetAsync(Events + "?after=x")).StatusCode.ShouldBe(400);
        }
    }

    [Fact]
    public void Every_endpoint_that_sends_events_has_the_limit()
    {
        // The answer to a tool is one event, and ends.
        var streams = chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != "/mcp/" && endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => answer.ContentTypes.Contains("text/event-stream")))
            .ToList();
        streams.Count.ShouldBeGreaterThanOrEqualTo(2);

        streams.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()!.PolicyName == RateLimitPolicies.OpenStreams);
    }

    private static async Task<EventReader> OpenOnceThereIsRoomAsync(ChatServer server, string token)
    {
        EventReader? reader = null;
        await Eventually.HoldsAsync("there is room for a stream", async () =>
        {
            try
            {
                reader = await EventReader.OpenAsync(server, token);
            }
            catch (ShouldAssertException)
            {
                // Not yet: a 429.
            }
            return reader is not null;
        });
        return reader!;
    }

    private static void ShouldBeTooManyStreams(ApiAnswer answer, int most)
    {
        answer.ShouldBeProblem(429, "Too Many Requests", $"At most {most} event streams may be open at once; close another one first");
        answer.Headers.RetryAfter.ShouldNotBeNull().ToString().ShouldBe("10");
    }
}
