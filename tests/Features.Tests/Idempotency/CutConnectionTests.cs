using System.Collections.Concurrent;

namespace Features.Tests.Idempotency;

/// <summary>Clients whose connections break at random, in requests and answers, and that repeat every call until it is answered.</summary>
public sealed class CutConnectionTests(ChatFixture chat)
{
    private const int Users = 4, WritersOfAUser = 2, PostsOfAWriter = 25;

    private readonly Lock _lock = new();
    private int _cuts, _replays;

    [Fact]
    public async Task A_client_that_sends_again_what_was_cut_off_doubles_nothing_and_misses_nothing()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"The seed of the cuts is {seed}.");
        var random = new Random(seed);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (isAnswer, bytes) => Cut(random, isAnswer, bytes));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{proxy.Port}") };

        var users = Enumerable.Range(0, Users).Select(_ => ChatServer.NewUser()).ToList();
        var said = await Task.WhenAll(users.Select(name => TalkAsync(new ApiClient(http, Tokens.For(name)))));

        foreach (var (name, answers) in users.Zip(said))
        {
            var view = await UserView.ReadAsync(chat.Server.User(name));
            view.ShouldAgree();
            view.Sessions.Count.ShouldBe(1);
            var stored = view.Messages.Values.Single();
            stored.Select(message => message.GetProperty("content").GetString())
                .ShouldBe(from writer in Enumerable.Range(0, WritersOfAUser) from post in Enumerable.Range(0, PostsOfAWriter) select $"{writer}: {post}", ignoreOrder: true, $"seed {seed}");
            foreach (var message in stored)
                answers[UserView.Id(message)].Json.ShouldBeJson(message);
        }
        _cuts.ShouldBeGreaterThan(60);
        _replays.ShouldBeGreaterThan(20, "some calls were done whose answers did not arrive");
    }

    private async Task<IReadOnlyDictionary<long, ApiAnswer>> TalkAsync(ApiClient user)
    {
        var answers = new ConcurrentDictionary<long, ApiAnswer>();
        var session = (await UntilAnsweredAsync(key => user.CreateWithKeyAsync("Through thick and thin", key))).Id;
        await Task.WhenAll(Enumerable.Range(0, WritersOfAUser).Select(async writer =>
        {
            for (var post = 0; post < PostsOfAWriter; post++)
            {
                var answer = await UntilAnsweredAsync(key => user.SayWithKeyAsync(session, $"{writer}: {post}", key));
                answers.TryAdd(answer.Id, answer).ShouldBeTrue();
            }
        }));
        return answers;
    }

    private async Task<ApiAnswer> UntilAnsweredAsync(Func<string, Task<ApiAnswer>> call)
    {
        for (var key = KeyedCalls.NewKey(); ;)
        {
            try
            {
                var answer = (await call(key)).Ok();
                if (answer.Headers.Contains(KeyedCalls.Replayed))
                    Interlocked.Increment(ref _replays);
                return answer;
            }
            catch (HttpRequestException)
            {
                // Disconnected: the client does not know whether the call was done.
            }
        }
    }

    /// <summary>Breaks some requests, half of them after all bytes have arrived, and more of the answers.</summary>
    private int? Cut(Random random, bool isAnswer, int bytes)
    {
        lock (_lock)
        {
            if (random.Next(isAnswer ? 3 : 6) > 0)
                return null;
            _cuts++;
            return !isAnswer && random.Next(2) > 0 ? bytes : random.Next(bytes);
        }
    }
}
