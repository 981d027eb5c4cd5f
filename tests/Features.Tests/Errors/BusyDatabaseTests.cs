namespace Features.Tests.Errors;

public sealed class BusyDatabaseTests(ChatFixture chat)
{
    [Fact]
    public async Task Without_a_free_connection_in_time_a_call_is_a_503_until_there_is_one()
    {
        await using var behind = new Behind(chat.ConnectionString);
        await using var host = await ChatServer.StartAsync(chat.ConnectionString + ";Maximum Pool Size=2;Timeout=1");
        string[] names = [ChatServer.NewUser(), ChatServer.NewUser()];
        var sessions = await Task.WhenAll(names.Select(name => host.User(name).CreateAsync()));
        List<Task<ApiAnswer>> waiting = [];

        await using (var first = await behind.HoldAsync(names[0]))
        await using (var second = await behind.HoldAsync(names[1]))
        {
            foreach (var (name, session) in names.Zip(sessions))
                waiting.Add(host.User(name).PostMessageAsync(session.Id, """{"content":"Waiting"}"""));
            await first.SomebodyWaitsAsync();
            await second.SomebodyWaitsAsync();

            var answer = await host.User().GetAsync();

            answer.ShouldBeProblem(503, "Service Unavailable", "The database can't be reached right now; try again shortly");
            answer.Headers.RetryAfter!.ToString().ShouldBe("1");
        }

        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.StatusCode == 200);
        (await host.User().GetAsync()).Ok();
    }
}
