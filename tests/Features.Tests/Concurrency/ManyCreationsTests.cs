namespace Features.Tests.Concurrency;

public sealed class ManyCreationsTests(ChatFixture chat)
{
    private static readonly string[] Agents = ["primary", "log_analysis", "research", "router"];

    [Theory]
    [InlineData("primary")]
    [InlineData("log_analysis")]
    [InlineData("research")]
    [InlineData("router")]
    public async Task A_hundred_first_sessions_of_a_new_user_at_once_leave_five_active(string agentType)
    {
        var user = chat.NewUser();

        var created = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => user.CreateAsync($"Session {i}", agentType)));

        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Sessions.Select(UserView.Id).ShouldBe(created.Select(answer => answer.Id), ignoreOrder: true);
        seen.ActiveOf(agentType).ShouldBe(5);
    }

    [Fact]
    public async Task Creations_of_all_agent_types_at_once_leave_five_active_of_each_and_the_newest_ones()
    {
        var user = chat.NewUser();

        var created = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => user.CreateAsync($"Session {i}", Agents[i % 4])));

        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Sessions.Count.ShouldBe(100);
        foreach (var agent in created.GroupBy(answer => answer["agent_type"].GetString()!))
        {
            var newest = agent.Select(answer => answer.Id).OrderDescending().Take(5);
            seen.Active.Where(session => session.GetProperty("agent_type").GetString() == agent.Key).Select(UserView.Id).ShouldBe(newest, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Creations_on_two_hosts_at_once_keep_the_limit_together()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];

        var created = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => hosts[i % 2].CreateAsync($"Session {i}", Agents[i % 4])));

        var seen = await UserView.ReadAsync(hosts[0]);
        seen.ShouldAgree();
        seen.Sessions.Select(UserView.Id).ShouldBe(created.Select(answer => answer.Id), ignoreOrder: true);
        Agents.ShouldAllBe(agent => seen.ActiveOf(agent) == 5);
    }

    [Fact]
    public async Task Reactivations_at_once_keep_the_limit_and_none_fails()
    {
        var user = chat.NewUser();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => user.CreateAsync($"Session {i}", isActive: false)));

        var answers = await Task.WhenAll(sessions.Select(session => user.PutAsync($"{ApiClient.Base}/{session.Id}", new { is_active = true })));

        answers.ShouldAllBe(answer => answer.Ok()["is_active"].GetBoolean());
        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Active.Count.ShouldBe(5);
    }
}
