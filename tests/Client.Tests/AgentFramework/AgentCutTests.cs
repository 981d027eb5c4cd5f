using System.Runtime.CompilerServices;
using Chat.AgentFramework;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>Agents behind a line that breaks at any byte.</summary>
public sealed class AgentCutTests(ChatFixture chat)
{
    private static readonly ChatHistoryOptions Impatient = new() { StoreTimeout = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_is_away_ends_the_run_in_its_time(bool hasDrafts)
    {
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port);
        var model = new ScriptedModel((_, token) => MuteAsync(proxy, token));
        var conversation = await AgentConversation.BeginAsync(ClientOf(proxy, ChatServer.NewUser()), model, hasDrafts, options: Impatient);

        await Should.ThrowAsync<TimeoutException>(() => conversation.StreamAsync("Hello"));
    }

    /// <summary>Whoever waits for a failed run wants to know why it failed.</summary>
    [Fact]
    public async Task The_error_of_the_model_is_not_hidden_by_a_service_that_is_away()
    {
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port) { IsMute = true };
        var conversation = await AgentConversation.BeginAsync(ClientOf(proxy, ChatServer.NewUser()), new ScriptedModel(ScriptedModel.Fails("Hi")), hasDrafts: false, options: Impatient);

        (await Should.ThrowAsync<InvalidOperationException>(() => conversation.StreamAsync("Hello"))).Message.ShouldBe("The model fell over");
    }

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
        var texts = Enumerable.Range(0, 40).Select(i => $"word {i} ").ToArray();
        var model = new ScriptedModel(ScriptedModel.Says(texts));
        var conversation = await AgentConversation.BeginAsync(ClientOf(proxy, user), model, hasDrafts);

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

    private static IChatApi ClientOf(TcpProxy proxy, string user) =>
        ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(user), configure: options => options.Timeout = TimeSpan.FromSeconds(5));

    private static async IAsyncEnumerable<ChatResponseUpdate> MuteAsync(TcpProxy proxy, [EnumeratorCancellation] CancellationToken token)
    {
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        proxy.IsMute = true;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Hi");
    }
}
