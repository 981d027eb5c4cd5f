using Chat.Features.Shared.Caching;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Caching;

public sealed class StreamStampsTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_user_gets_their_own_stamp_and_who_never_wrote_gets_none()
    {
        var stamps = chat.Server.Services.GetRequiredService<StreamStamps>();
        var users = Enumerable.Range(0, 40).Select(_ => ChatServer.NewUser()).ToList();
        await Task.WhenAll(users.Select(async (user, n) =>
        {
            for (var sessions = 0; sessions < n % 4; sessions++)
                await chat.Server.User(user).CreateAsync();
        }));

        var found = await Task.WhenAll(users.Concat(users).Select(stamps.FindAsync));

        found.Select(stamp => stamp?.Version).ShouldBe(users.Concat(users).Select((_, n) => n % 4 == 0 ? null : (long?)(n % 4)));
    }

    [Fact]
    public async Task Who_comes_while_a_query_is_under_way_is_answered_by_the_next()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(connectionString: database);
        var stamps = server.Services.GetRequiredService<StreamStamps>();
        await using var behind = new Behind(database);
        var user = ChatServer.NewUser();
        await server.User(user).CreateAsync();

        Task<StreamStamp?> second;
        await using (await behind.LockAsync("mt_doc_messagedraft", "access exclusive"))
        {
            var first = stamps.FindAsync(user);
            await behind.WaitsAsync(1);
            second = stamps.FindAsync(user);
            await behind.AskAsync<bool>("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
            (await first).ShouldBeNull();
        }

        (await second.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldNotBeNull().Version.ShouldBe(1);
    }
}
