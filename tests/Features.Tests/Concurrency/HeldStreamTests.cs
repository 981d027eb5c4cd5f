using System.Diagnostics;
using System.Net;

namespace Features.Tests.Concurrency;

/// <summary>Another transaction holds a user's stream for longer than a call may wait.</summary>
public sealed class HeldStreamTests(ChatFixture chat)
{
    [Fact]
    public async Task Calls_of_the_held_user_end_with_503_while_others_go_on_and_nothing_is_lost_or_half_done()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync();
        await user.SayAsync(session.Id, "Before");
        var path = $"{ApiClient.Base}/{session.Id}";
        var other = chat.NewUser();
        var others = await other.CreateAsync();

        await using (var held = await behind.HoldAsync(name))
        {
            Task<ApiAnswer>[] calls =
            [
                user.PostAsync($"{path}/messages", new { content = "Meanwhile" }),
                user.PostAsync(ApiClient.Base, new { title = "Meanwhile" }),
                user.PutAsync(path, new { title = "Meanwhile" }),
                user.DeleteAsync(path),
            ];
            await held.SomebodyWaitsAsync();
            (await other.SayAsync(others.Id, "Goes on"))["sequence"].GetInt64().ShouldBe(1);
            calls.ShouldAllBe(call => !call.IsCompleted);
            foreach (var call in calls)
                ShouldBeBusy(await call);
            (await user.GetAsync(path)).Ok()["title"].GetString().ShouldBe(session["title"].GetString());
        }

        (await user.SayAsync(session.Id, "After"))["sequence"].GetInt64().ShouldBe(2);
        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Messages[session.Id].Select(message => message.GetProperty("content").GetString()).ShouldBe(["Before", "After"]);
        seen.Active.Single().GetProperty("title").GetString().ShouldBe(session["title"].GetString());
    }

    [Fact]
    public async Task A_call_whose_client_goes_away_while_it_waits_changes_nothing_and_holds_up_nobody()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync();
        await using (var held = await behind.HoldAsync(name))
        {
            using var http = new HttpClient { BaseAddress = chat.Server.Address };
            var leaving = new ApiClient(http, Tokens.For(name)).SayAsync(session.Id, "Gone");
            await held.SomebodyWaitsAsync();
            var clock = Stopwatch.StartNew();
            http.CancelPendingRequests();
            await Should.ThrowAsync<OperationCanceledException>(leaving);
            await Eventually.HoldsAsync("the call that was given up lets go of its place", async () => await held.WaitersAsync() == 0);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2.5), "it does not wait until the database gives up, which takes 3 s");
        }

        (await user.SayAsync(session.Id, "Stays"))["sequence"].GetInt64().ShouldBe(1);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    private static void ShouldBeBusy(ApiAnswer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, answer.Body);
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        answer["status"].GetInt32().ShouldBe(503);
        answer["title"].GetString().ShouldBe("Service Unavailable");
        answer["detail"].GetString().ShouldNotBeNullOrWhiteSpace();
        answer["traceId"].GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
