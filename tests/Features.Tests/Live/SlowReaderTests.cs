using System.Net;
using Chat.Features.Sessions;
using Chat.Features.Shared.Storage;
using Chat.Features.Shared.Time;
using Chat.Features.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Live;

/// <summary>Readers that do not read, and hosts that do not notify.</summary>
public sealed class SlowReaderTests(ChatFixture chat)
{
    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off_and_goes_on_from_its_last_event()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        // More than the buffers of both sides hold.
        const int messages = 600;
        var text = new string('x', 10_000);
        for (var i = 0; i < messages; i += 20)
            await Task.WhenAll(Enumerable.Range(i, 20).Select(_ => user.SayAsync(session, text, metadata: new { more = new string('y', 20_000) })));
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        await connection.SendLinesAsync($"GET {ApiClient.Base}/events?after=0 HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.For(name)}", "");

        // It reads nothing until it is disconnected; then it gets only what the buffers hold.
        await Eventually.HoldsAsync("the host has let go of it", () => Watches(chat.Server, name) == 1);
        await Eventually.HoldsAsync("the host has cut it off", () => Watches(chat.Server, name) == 0);
        (await connection.ReadAllAsync()).Split("event: message.posted").Length.ShouldBeLessThan(messages);

        using var reader = await EventReader.OpenAsync(chat.Server, Tokens.For(name), lastId: messages);
        (await reader.NextAsync())!.Id.ShouldBe(messages + 1);
    }

    [Fact]
    public async Task A_notification_that_is_lost_only_delays()
    {
        var name = ChatServer.NewUser();
        var session = await chat.Server.User(name).CreateAsync("Before");
        using var reader = await EventReader.OpenAsync(chat.Server, Tokens.For(name), lastId: 1);

        // A host that died between the commit and the notification.
        await using (var storage = chat.Server.Services.GetRequiredService<IDocumentStore>().LightweightSession(name))
        {
            await storage.BeginTenantTransactionAsync(TestContext.Current.CancellationToken);
            var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(name, TestContext.Current.CancellationToken);
            stream.AppendOne(new SessionUpdated(session.Id, "After", null, TimeProvider.System.UtcNowMicroseconds()));
            await storage.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        (await reader.NextAsync())!.Data.GetProperty("title").GetString().ShouldBe("After");
    }

    [Fact]
    public async Task Connections_that_listen_and_break_lose_nothing()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        using var reader = await EventReader.OpenAsync(second, Tokens.For(name), lastId: 1);
        await using var behind = new Behind(chat.ConnectionString);

        for (var i = 0; i < 5; i++)
        {
            await behind.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'");
            await user.SayAsync(session, $"{i}");
            (await reader.NextAsync())!.Data.GetProperty("content").GetString().ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task A_reader_hears_a_heartbeat_when_nothing_happens()
    {
        using var reader = await EventReader.OpenAsync(chat.Server, Tokens.For(ChatServer.NewUser()));

        // Fifteen seconds of real time: a manual clock would also move the deadlines of running calls.
        (await reader.CommentAsync()).ShouldBe(":");

        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static int Watches(ChatServer server, string user) =>
        server.Services.GetRequiredService<Chat.Features.Shared.Notifications.UserChanges>().Watches.Count(watch => watch.User == user);
}
