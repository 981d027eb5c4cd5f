using System.Text;
using System.Text.Json;

namespace Features.Tests.Live;

/// <summary>An agent streams answers over a connection that breaks at random, on one host; a reader on another host reconnects at random.</summary>
public sealed class AgentStreamTests(ChatFixture chat)
{
    private const int Answers = 50, PartsOfAnAnswer = 12;

    private readonly Lock _lock = new();
    private int _cuts;

    [Fact]
    public async Task Every_answer_is_whole_and_every_event_is_seen_once_and_in_order()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"The seed of the cuts is {seed}.");
        var random = new Random(seed);
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (isAnswer, bytes) => Cut(random, isAnswer, bytes));
        await using var readersProxy = new TcpProxy(second.Address.Host, second.Address.Port, (_, bytes) => Cut(random, isAnswer: true, bytes, oneIn: 10));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{proxy.Port}") };
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        using var done = new CancellationTokenSource();
        var replica = new ConversationReplica(1);
        var reading = replica.FollowAsync($"http://127.0.0.1:{readersProxy.Port}", Tokens.For(name), done.Token);

        var agent = new StreamingAgent(http, name, session);
        var answers = new List<string>();
        for (var i = 0; i < Answers; i++)
        {
            var parts = Enumerable.Range(0, PartsOfAnAnswer).Select(part => $" {i}.{part}👋").ToList();
            answers.Add(string.Concat(parts));
            await agent.AnswerAsync(parts);
            if (i % 10 == 0)
            {
                // The random cuts may miss the reader's connection.
                await Eventually.HoldsAsync("the reader is connected", () => replica.Connections > 0);
                var connections = replica.Connections;
                readersProxy.CutAll();
                await Eventually.HoldsAsync("the reader is connected again", () => replica.Connections > connections);
            }
        }

        // Two events an answer, after the session's own.
        var last = 1 + (2 * Answers);
        await Eventually.HoldsAsync("the reader has read everything", () => replica.LastId == last);
        await done.CancelAsync();
        await reading;
        var stored = (await user.MessagesAsync(session, "?page_size=200")).Items("messages");
        stored.Select(message => message.GetProperty("content").GetString()).ShouldBe(answers, $"seed {seed}");
        stored.ShouldAllBe(message => message.GetProperty("status").GetString() == "complete" && message.GetProperty("posted_by").GetString() == StreamingAgent.Name);
        replica.Ids.ShouldBe(Enumerable.Range(2, 2 * Answers).Select(id => (long)id), $"seed {seed}");
        stored.Select(UserViewId).ShouldBe(replica.Contents.Keys.Order(), ignoreOrder: true);
        foreach (var message in stored)
            replica.Contents[UserViewId(message)].ShouldBe(message.GetProperty("content").GetString(), $"seed {seed}");
        _cuts.ShouldBeGreaterThan(100);
        replica.Connections.ShouldBeGreaterThan(Answers / 10);
    }

    private static long UserViewId(JsonElement message) => message.GetProperty("id").GetInt64();

    private int? Cut(Random random, bool isAnswer, int bytes, int oneIn = 4)
    {
        lock (_lock)
        {
            if (random.Next(isAnswer ? oneIn : oneIn * 2) > 0)
                return null;
            _cuts++;
            return !isAnswer && random.Next(2) > 0 ? bytes : random.Next(bytes);
        }
    }

    /// <summary>Streams answers, and sends every call again until it is answered.</summary>
    private sealed class StreamingAgent(HttpClient http, string user, long session)
    {
        public const string Name = "an-agent";

        private readonly ApiClient _client = new(http, Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["sub"] = Name,
            ["exp"] = Tokens.InSeconds(3600),
            ["roles"] = new[] { "agent" },
        }));

        public async Task AnswerAsync(IReadOnlyList<string> parts)
        {
            var post = KeyedCalls.NewKey();
            var draft = (await CallAsync(HttpMethod.Post, "", new { message_type = "assistant", agent_type = "primary", status = "streaming" }, post)).Ok().Id;
            var offset = 0L;
            foreach (var part in parts)
                offset = (await CallAsync(HttpMethod.Patch, $"/{draft}/append", new { delta = part, offset })).Ok()["length"].GetInt64();
            (await CallAsync(HttpMethod.Post, $"/{draft}/finish", new { })).Ok();
        }

        private async Task<ApiAnswer> CallAsync(HttpMethod method, string path, object body, string? key = null)
        {
            while (true)
            {
                try
                {
                    return await _client.SendAsync(
                        method, Calls.Messages(session) + path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), request =>
                        {
                            request.Headers.Add("On-Behalf-Of", user);
                            if (key is not null)
                                request.Headers.Add(KeyedCalls.Header, key);
                        });
                }
                catch (HttpRequestException)
                {
                    // Disconnected: the call is repeated.
                }
            }
        }
    }
}
