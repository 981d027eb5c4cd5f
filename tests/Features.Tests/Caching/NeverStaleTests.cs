namespace Features.Tests.Caching;

/// <summary>Under load, with several users on two hosts, a read after an acknowledged write sees it.</summary>
public sealed class NeverStaleTests(ChatFixture chat)
{
    private const int Users = 6, Rounds = 200;

    private static readonly string[] Names = [.. Reads.Names.Select(row => row.Data)];

    [Fact]
    public async Task What_was_acknowledged_is_read_at_once_on_every_host()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        ChatServer[] hosts = [chat.Server, second];

        await Task.WhenAll(Enumerable.Range(0, Users).Select(async n =>
        {
            var id = ChatServer.NewUser();
            ApiClient[] clients = [hosts[0].User(id), hosts[1].User(id)];
            var session = (await clients[0].CreateAsync()).Id;
            var acknowledged = 0L;
            using var written = new CancellationTokenSource();
            // These readers never wait for the writer, so that cached responses are served all the time.
            var readers = clients.Select(client => Task.Run(async () =>
            {
                for (var round = 0; !written.IsCancellationRequested; round++)
                    await ReadAsync(client, Names[round % Names.Length]);
            })).ToArray();
            for (var round = 0; round < Rounds; round++)
            {
                await clients[round % 2].SayAsync(session, $"{round}");
                Interlocked.Increment(ref acknowledged);
                await ReadAsync(clients[(round / 2) % 2], Names[round % Names.Length]);
                await ReadAsync(clients[round % 2], Names[(round + n) % Names.Length]);
            }
            await written.CancelAsync();
            await Task.WhenAll(readers);

            async Task ReadAsync(ApiClient client, string read)
            {
                var least = Interlocked.Read(ref acknowledged);
                var answer = (await client.GetAsync(Reads.Path(read, session))).Ok();
                answer.MessagesIn(read).ShouldBeGreaterThanOrEqualTo(least, read);
                if (read is not "list")
                    OwnerOf(answer, read).ShouldBe(id);
            }
        }));
    }

    private static string? OwnerOf(ApiAnswer answer, string read) =>
        (read == "sessions" ? answer["sessions"][0] : answer.Json).GetProperty("user_id").GetString();
}
