using System.Diagnostics;

namespace Features.Tests.Startup;

public sealed class EndTests(ChatFixture chat)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_host_in_time_and_the_call_under_way_is_finished(string signal)
    {
        await using var behind = new Behind(chat.ConnectionString);
        var (host, http) = await HostProcess.ServeAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = chat.ConnectionString,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        });
        await using var ending = host;
        using var calling = http;
        var name = ChatServer.NewUser();
        var user = new ApiClient(http, Tokens.For(name));
        var session = await user.CreateAsync();
        Task<ApiAnswer> underWay;
        var clock = Stopwatch.StartNew();
        await using (var held = await behind.HoldAsync(name))
        {
            underWay = user.SayAsync(session.Id, "Under way");
            await held.SomebodyWaitsAsync();
            clock.Restart();
            await host.SignalAsync(signal);
            await host.PrintsAsync("Application is shutting down");
            host.HasExited.ShouldBeFalse();
        }

        (await underWay)["sequence"].GetInt64().ShouldBe(1);
        (await host.EndAsync()).ShouldBe(0);
        clock.Elapsed.ShouldBeLessThan(MostTime);
        host.Errors.ShouldBeEmpty();
        var seen = await UserView.ReadAsync(chat.Server.User(name));
        seen.ShouldAgree();
        seen.Messages[session.Id].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_on_an_empty_database_all_serve()
    {
        var database = await chat.Postgres.NewDatabaseAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ChatServer.StartAsync(database))));

        var name = ChatServer.NewUser();
        var sessions = await Task.WhenAll(hosts.Select(host => host.User(name).CreateAsync()));
        await Task.WhenAll(hosts.Zip(sessions).Select(pair => pair.First.User(name).SayAsync(pair.Second.Id, "Hello")));
        var seen = await UserView.ReadAsync(hosts[0].User(name));
        seen.ShouldAgree();
        seen.Sessions.Count.ShouldBe(4);
        foreach (var host in hosts)
            await host.DisposeAsync();
    }
}
