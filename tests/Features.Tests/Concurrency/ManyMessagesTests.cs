namespace Features.Tests.Concurrency;

public sealed class ManyMessagesTests(ChatFixture chat)
{
    private static readonly IEnumerable<long> OneToThreeHundred = Enumerable.Range(1, 300).Select(place => (long)place);

    [Fact]
    public async Task Three_hundred_messages_at_once_get_the_sequences_1_to_300() => await PostAsync(chat.NewUser());

    [Fact]
    public async Task Three_hundred_messages_at_once_on_two_hosts_get_the_sequences_1_to_300()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();

        await PostAsync(chat.Server.User(name), second.User(name));
    }

    [Fact]
    public async Task Posts_to_several_sessions_of_a_user_at_once_number_each_session_for_itself()
    {
        var user = chat.NewUser();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => user.CreateAsync($"Session {i}", isActive: i % 2 == 0)));

        await Task.WhenAll(Enumerable.Range(0, 160).Select(i => user.SayAsync(sessions[i % 8].Id, $"Message {i}")));

        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Messages.Values.ShouldAllBe(messages => messages.Count == 20);
    }

    private static async Task PostAsync(params ApiClient[] hosts)
    {
        var session = await hosts[0].CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => hosts[i % hosts.Length].SayAsync(session.Id, $"Message {i}")));

        answers.Select(answer => answer["sequence"].GetInt64()).ShouldBe(OneToThreeHundred, ignoreOrder: true);
        var seen = await UserView.ReadAsync(hosts[^1]);
        seen.ShouldAgree();
        // The answers equal the stored messages, in order.
        seen.Messages[session.Id].Select(message => (UserView.Sequence(message), message.GetProperty("content").GetString()))
            .ShouldBe(answers.Select(answer => (answer["sequence"].GetInt64(), answer["content"].GetString())).Order());
    }
}
