using Features.Tests.Concurrency;
using Features.Tests.Shared;
using Features.Tests.Support;

namespace Features.Tests.Errors;

[Collection(Outages.Name)]
public sealed class OutageTests(OutageServer outage)
{
    private const string Unreachable = "The database can't be reached right now; try again shortly";

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    public async Task Without_its_database_every_call_is_a_503_and_the_next_one_after_its_return_works(string how)
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();
        await user.SayAsync(session.Id, "Before");

        await outage.TakeAwayAsync(how);
        try
        {
            foreach (var (method, path, body) in EveryCall(session.Id))
                ShouldBeUnreachable(await user.SendAsync(method, path, body is null ? null : new StringContent(body, null, "application/json")));
            // What needs no database is answered as ever.
            (await user.PostAsync(ApiClient.Base, new { title = "" })).StatusCode.ShouldBe(400);
            (await user.GetAsync("/nowhere")).StatusCode.ShouldBe(404);
            (await outage.Server.WithToken(null).GetAsync()).StatusCode.ShouldBe(401);
        }
        finally
        {
            await outage.BringBackAsync();
        }

        (await user.SayAsync(session.Id, "After"))["sequence"].GetInt64().ShouldBe(2);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
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
                ShouldBeUnreachable(failure);
        }
        finally
        {
            await outage.BringBackAsync();
        }

        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        var kept = view.Messages[session.Id].Select(message => message.GetProperty("content").GetString()!).ToList();
        kept.ShouldBeUnique();
        answered.Except(kept, StringComparer.Ordinal).ShouldBeEmpty();
        kept.Count.ShouldBeInRange(answered.Count, answered.Count + 8);
    }

    [Fact]
    public async Task A_restart_that_nobody_noticed_is_over_after_a_few_503_at_most()
    {
        var user = outage.Server.User();
        var session = await user.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => user.SayAsync(session.Id, "Before")));

        await outage.TakeAwayAsync("killed");
        await outage.BringBackAsync();

        for (var i = 0; i < 10; i++)
        {
            var answer = await user.PostMessageAsync(session.Id, """{"content":"After"}""");
            if (answer.StatusCode != 200)
                ShouldBeUnreachable(answer);
        }
        (await user.SayAsync(session.Id, "Then")).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    private static IEnumerable<(HttpMethod Method, string Path, string? Body)> EveryCall(long session) =>
    [
        (HttpMethod.Get, ApiClient.Base, null),
        (HttpMethod.Get, Calls.Path(session), null),
        (HttpMethod.Get, Calls.Messages(session), null),
        (HttpMethod.Get, ApiClient.Base + "/stats/user", null),
        (HttpMethod.Post, ApiClient.Base, """{"title":"During"}"""),
        (HttpMethod.Put, Calls.Path(session), """{"title":"During"}"""),
        (HttpMethod.Post, Calls.Messages(session), """{"content":"During"}"""),
        (HttpMethod.Delete, Calls.Path(session), null),
    ];

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

    private static void ShouldBeUnreachable(ApiAnswer answer)
    {
        answer.ShouldBeProblem(503, "Service Unavailable", Unreachable);
        answer.Headers.RetryAfter!.ToString().ShouldBe("1");
    }
}
