using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Errors;

[Collection(Outages.Name)]
public sealed class OutageTests(OutageServer outage)
{
    private const string Unreachable = "The database can't be reached right now; try again shortly";

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5), MostRecovery = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    [InlineData("refusing")]
    [InlineData("full")]
    [InlineData("frozen")]
    [InlineData("swallowed")]
    public async Task Without_its_database_every_call_is_a_503_in_time_and_the_next_one_after_its_return_works(string how)
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();
        var message = await user.SayAsync(session.Id, "Before");
        var calls = MappedCall.AllOf(outage.Server).Where(call => !call.IsPublic && !call.IsOfTools);

        await outage.TakeAwayAsync(how);
        try
        {
            await Task.WhenAll(calls.Select(call => ShouldBeUnreachableAsync(() => call.SendAsync(user, call.Path(session.Id, message.Id), call.Body), call.ToString())));
            // Calls that need no database succeed.
            (await user.PostAsync(ApiClient.Base, new { title = "" })).StatusCode.ShouldBe(400);
            (await user.GetAsync("/nowhere")).StatusCode.ShouldBe(404);
            (await outage.Server.WithToken(null).GetAsync()).StatusCode.ShouldBe(401);
        }
        finally
        {
            await outage.BringBackAsync(how);
        }

        var clock = Stopwatch.StartNew();
        (await user.SayAsync(session.Id, "After"))["sequence"].GetInt64().ShouldBeGreaterThan(1);
        clock.Elapsed.ShouldBeLessThan(MostRecovery);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    [InlineData("frozen")]
    [InlineData("swallowed")]
    public async Task What_was_answered_before_the_database_went_is_there_when_it_comes_back(string how)
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();
        var answered = new List<string>();
        var writers = Enumerable.Range(0, 8).Select(writer => PostUntilItFailsAsync(user, session.Id, writer, answered)).ToList();
        await Eventually.HoldsAsync("messages are answered", () => Count(answered) > 40);

        await outage.TakeAwayAsync(how);
        try
        {
            foreach (var failure in await Task.WhenAll(writers))
                ShouldBeUnavailable(failure);
        }
        finally
        {
            await outage.BringBackAsync(how);
        }

        await user.SayAsync(session.Id, "After");
        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        var kept = view.Messages[session.Id].Select(message => message.GetProperty("content").GetString()!).ToList();
        kept.ShouldBeUnique();
        answered.Except(kept, StringComparer.Ordinal).ShouldBeEmpty();
        kept.Count.ShouldBeInRange(answered.Count + 1, answered.Count + 9);
    }

    [Theory]
    [InlineData("frozen")]
    [InlineData("swallowed")]
    public async Task Forty_calls_of_one_user_that_wait_for_each_other_all_hear_in_time_that_the_database_is_gone(string how)
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();

        await outage.TakeAwayAsync(how);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
                ShouldBeUnreachableAsync(() => user.PostAsync(Calls.Messages(session.Id), new { content = $"During {i}" }))));
            (await outage.Server.WithToken(null).GetAsync("/health/live")).Ok();
        }
        finally
        {
            await outage.BringBackAsync(how);
        }

        (await user.SayAsync(session.Id, "After")).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task A_lock_whose_host_the_network_lost_is_free_for_the_first_call_after_its_return()
    {
        var name = ChatServer.NewUser();
        var user = outage.Server.User(name);
        var session = await user.CreateAsync();
        // Not closed by this side, like a lost network: the server must notice it alone.
        var lost = await outage.Server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        _ = await lost.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var sql in (string[])["select set_config('chat.tenant', $1, true)", "select id from mt_streams where tenant_id = $1 for update"])
        {
            await using var command = new NpgsqlCommand(sql, lost) { Parameters = { new() { Value = name } } };
            (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(name);
        }

        await outage.TakeAwayAsync("swallowed");
        try
        {
            await ShouldBeUnreachableAsync(() => user.PostAsync(Calls.Messages(session.Id), new { content = "During" }));
        }
        finally
        {
            await outage.BringBackAsync("swallowed");
        }

        (await user.SayAsync(session.Id, "After")).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task A_restart_that_nobody_noticed_is_over_after_a_few_503_at_most()
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => user.SayAsync(session.Id, "Before")));

        await outage.TakeAwayAsync("killed");
        await outage.BringBackAsync("killed");

        for (var i = 0; i < 10; i++)
        {
            var answer = await user.PostMessageAsync(session.Id, """{"content":"After"}""");
            if (answer.StatusCode != 200)
                ShouldBeUnavailable(answer);
        }
        (await user.SayAsync(session.Id, "Then")).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    private static async Task<ApiAnswer> PostUntilItFailsAsync(ApiClient user, long session, int writer, List<string> answered)
    {
        for (var i = 0; ; i++)
        {
            var content = $"{writer}-{i}";
            var answer = await user.PostAsync(Calls.Messages(session), new { content });
            if (answer.StatusCode != 200)
                return answer;
            lock (answered)
                answered.Add(content);
        }
    }

    private static int Count(List<string> list)
    {
        lock (list)
            return list.Count;
    }

    private static async Task ShouldBeUnreachableAsync(Func<Task<ApiAnswer>> call, string name = "the call")
    {
        var clock = Stopwatch.StartNew();
        var answer = await call();
        clock.Elapsed.ShouldBeLessThan(MostWait, name);
        ShouldBeUnavailable(answer);
    }

    /// <summary>A command may also have waited behind another of its user that got no answer.</summary>
    private static void ShouldBeUnavailable(ApiAnswer answer)
    {
        var detail = answer["detail"].GetString();
        answer.ShouldBeProblem(503, "Service Unavailable", detail == "Too many calls of this user are under way" ? detail : Unreachable);
        answer.Headers.RetryAfter!.ToString().ShouldBe("1");
    }
}
