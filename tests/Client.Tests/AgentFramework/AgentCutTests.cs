namespace Client.Tests.AgentFramework;

/// <summary>Agents behind a line that breaks at any byte.</summary>
public sealed class AgentCutTests(ChatFixture chat)
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    [InlineData(true, 4)]
    public async Task Cut_connections_lose_and_double_nothing(bool hasDrafts, int seed)
    {
        var random = new Random(seed);
        var cuts = 0;
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (_, count) =>
        {
            lock (random)
            {
                if (random.Next(6) > 0)
                    return null;
                cuts++;
                return random.Next(count + 1);
            }
        });
        var user = ChatServer.NewUser();
        var api = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(user), configure: options => options.Timeout = TimeSpan.FromSeconds(5));
        var texts = Enumerable.Range(0, 40).Select(i => $"word {i} ").ToArray();
        var model = new ScriptedModel(ScriptedModel.Says(texts));
        var conversation = await AgentConversation.BeginAsync(api, model, hasDrafts);

        var expected = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            await conversation.StreamAsync($"Question {i}");
            expected.AddRange([$"User: Question {i}", "Assistant: " + string.Concat(texts)]);
        }

        (await (conversation with { Api = chat.Server.ClientOf(user) }).StoredAsync()).ShouldBe(expected);
        model.Inputs.Last().Count.ShouldBe(15);
        cuts.ShouldBeGreaterThan(3);
    }
}
