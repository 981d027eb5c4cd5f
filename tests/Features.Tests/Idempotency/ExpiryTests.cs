using Chat.Features.Shared.Idempotency;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Idempotency;

public sealed class ExpiryTests(ChatFixture chat)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 24)]
    [InlineData("1", 1)]
    [InlineData("720", 720)]
    public async Task An_answer_is_replayed_for_the_hours_of_the_setting_and_not_a_moment_longer(string? setting, int hours)
    {
        var time = NewTime();
        await using var host = await StartAsync(await chat.Postgres.NewDatabaseAsync(), time, setting);
        var user = host.User();
        var first = await user.CreateWithKeyAsync("A title", "key");

        time.Shift(TimeSpan.FromHours(hours) - Moment);
        (await user.CreateWithKeyAsync("A title", "key")).ShouldReplay(first);
        (await user.CreateWithKeyAsync("Another", "key")).ShouldBeAnotherRequest();
        time.Shift(2 * Moment);

        var second = await user.CreateWithKeyAsync("Another", "key");
        second.ShouldBeFirst();
        second.Id.ShouldNotBe(first.Id);
        (await user.CreateWithKeyAsync("Another", "key")).ShouldReplay(second);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task Two_hosts_that_find_an_answer_expired_at_once_still_do_one_thing()
    {
        var (database, time) = (await chat.Postgres.NewDatabaseAsync(), NewTime());
        await using var one = await StartAsync(database, time);
        await using var two = await StartAsync(database, time);
        await using var behind = new Behind(database);
        var session = (await one.User("anna").CreateAsync()).Id;
        await one.User("anna").SayWithKeyAsync(session, "Hello", "key");
        time.Shift(TimeSpan.FromHours(25));
        List<Task<ApiAnswer>> calls = [];

        await using (await behind.HoldAsync("anna"))
        {
            calls.AddRange(new[] { one, two }.Select(host => host.User("anna").SayWithKeyAsync(session, "Hello", "key")));
            await behind.WaitsAsync(2);
        }
        await Eventually.HoldsAsync("the one that came too late has tried again", () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            return calls.TrueForAll(call => call.IsCompleted);
        });

        var answers = await Task.WhenAll(calls);
        answers.Count(answer => answer.Ok().Headers.Contains(KeyedCalls.Replayed)).ShouldBe(1);
        answers.Select(answer => answer.Body).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await one.User("anna").MessagesAsync(session))["total_count"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task The_cleanup_removes_what_is_expired_of_all_users_in_steps_and_nothing_else()
    {
        var (database, time) = (await chat.Postgres.NewDatabaseAsync(), NewTime());
        await using var host = await StartAsync(database, time);
        await using var behind = new Behind(database);
        await host.User("anna").CreateWithKeyAsync("Old", "old");
        // More users than one page, and more answers of one user than one step.
        await behind.ExecuteAsync("""
            insert into mt_doc_idempotentanswer (tenant_id, id, data, answered_at)
            select case when n <= 1200 then 'berta' else 'user ' || n end, 'key ' || n, data, answered_at from mt_doc_idempotentanswer, generate_series(1, 1400) n
            """);
        time.Shift(TimeSpan.FromHours(24));
        var kept = await host.User("anna").CreateWithKeyAsync("New", "new");
        var answers = host.Services.GetRequiredService<IdempotentAnswers>();

        (await answers.RemoveForgottenAsync(Token)).ShouldBe(1401);
        (await answers.RemoveForgottenAsync(Token)).ShouldBe(0);

        (await behind.ListAsync<string>("select tenant_id || ': ' || id from mt_doc_idempotentanswer")).ShouldBe(["anna: new"]);
        (await host.User("anna").CreateWithKeyAsync("New", "new")).ShouldReplay(kept);
        (await UserView.ReadAsync(host.User("anna"))).Sessions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rebuilding_and_verifying_leave_answers_alone()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var first = await host.User("anna").CreateWithKeyAsync("A title", "key");
        var said = await host.User("anna").SayWithKeyAsync(first.Id, "Hello", "other");
        var before = await behind.ListAsync<string>("select r::text from mt_doc_idempotentanswer r order by id");
        await behind.ExecuteAsync("delete from mt_doc_userstats");

        (await host.ProjectionsAsync("rebuild")).Output.ShouldContain("1 documents mended");
        (await host.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);

        (await behind.ListAsync<string>("select r::text from mt_doc_idempotentanswer r order by id")).ShouldBe(before);
        (await host.User("anna").CreateWithKeyAsync("A title", "key")).ShouldReplay(first);
        (await host.User("anna").SayWithKeyAsync(first.Id, "Hello", "other")).ShouldReplay(said);
    }

    private static ManualTime NewTime() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { Tick = TimeSpan.FromTicks(12) };

    private static Task<ChatServer> StartAsync(string database, ManualTime time, string? hours = null) => ChatServer.StartAsync(
        database,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_IDEMPOTENCY_HOURS"] = hours, ["CHAT_SESSION_CLEANUP_DAYS"] = "0" },
        builder => builder.Services.AddSingleton<TimeProvider>(time));
}
