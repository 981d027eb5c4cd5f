using System.Diagnostics;

namespace Features.Tests.Transfer;

/// <summary>What other calls see of a session that is being stored: all of it or nothing.</summary>
public sealed class StoreSessionTests(ChatFixture chat)
{
    private static readonly string Begin = Transfers.File(Transfers.Header(), Transfers.Session(1, 2, "Slow"), Transfers.Message("First"));
    private static readonly string Rest = Transfers.File(Transfers.Message("Second"), """{"end":true}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_import_keeps_no_other_call_waiting_and_has_no_deadline()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync("Own")).Id;
        using var file = new SlowContent();
        var import = SendAsync(name, file);
        await file.WriteAsync(Begin);

        // Longer than any other call may take.
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(5.5))
        {
            // One that waited for the import would be a 503.
            await user.SayAsync(session, "Meanwhile");
            // Bodies have a minimum rate.
            await file.WriteAsync(new string(' ', 1_000) + "\n");
            await Task.Delay(TimeSpan.FromMilliseconds(250), Token);
        }
        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(1);
        await file.WriteAsync(Rest);
        file.End();

        Transfers.LinesOf(await import)[^1].ShouldCount(1, 2, 0);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_no_half_session()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        await using (var connection = await RawConnection.OpenAsync(chat.Server.Address))
        {
            var whole = Transfers.File(Transfers.Header(), Transfers.Session(7, 1, "Whole"), Transfers.Message("First"), Transfers.Session(1, 2, "Half"), Transfers.Message("First"));
            await connection.SendLinesAsync(
                $"POST {Transfers.Import} HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.For(name)}", $"Content-Type: {Transfers.Lines}", $"Content-Length: {whole.Length + 1_000}", "", whole);
            await Eventually.HoldsAsync("the first session is stored", async () => (await user.SessionsAsync())["total_count"].GetInt64() == 1);
        }

        (await user.ImportedAsync(Transfers.File(Transfers.Header(), Transfers.Session(7, 1), Transfers.Message("First"), """{"end":true}"""))).ShouldCount(0, 0, 1);
        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        view.Sessions.Count.ShouldBe(1);
        await using var behind = new Behind(chat.ConnectionString);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage where tenant_id = $1", name)).ShouldBe(1);
    }

    [Fact]
    public async Task Imports_of_the_same_file_on_two_hosts_store_each_session_once()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        string[] lines = [Transfers.Header(), .. Enumerable.Range(1, 30).SelectMany(i => new[] { Transfers.Session(i, 1, $"{i}"), Transfers.Message("Hello") }), """{"end":true}"""];

        var answers = await Task.WhenAll(new[] { chat.Server, second }.Select(host => host.User(name).ImportedAsync(Transfers.File(lines))));

        answers.Sum(last => last.GetProperty("sessions").GetInt64()).ShouldBe(30);
        answers.Sum(last => last.GetProperty("skipped").GetInt64()).ShouldBe(30);
        var view = await UserView.ReadAsync(chat.Server.User(name));
        view.ShouldAgree();
        view.Sessions.Count.ShouldBe(30);
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_history_sequences_and_counts_are_stored_and_no_text()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        var user = server.User("ada");

        (await user.ImportedAsync(Transfers.File(Transfers.Header(), Transfers.Session(1, 1), Transfers.Message("Secret"), """{"end":true}"""))).ShouldCount(1, 1, 0);

        (await user.SessionsAsync()).Items("sessions").Single().GetProperty("message_count").GetInt64().ShouldBe(1);
        (await user.ExportAsync()).ShouldNotContain("Secret");
    }

    [Fact]
    public async Task A_user_has_two_transfers_under_way_at_most()
    {
        // Its own host: all transfers of a host together have a limit too.
        await using var server = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = server.User(name);
        using var file = new SlowContent();
        var first = SendAsync(name, file, server);
        await file.WriteAsync(Transfers.File(Transfers.Header(), Transfers.Session(7, 1), Transfers.Message("First"), Transfers.Session(1, 1)));
        await Eventually.HoldsAsync("the first is under way", async () => (await user.SessionsAsync())["total_count"].GetInt64() == 1);

        Task<ApiAnswer>? second = null;
        ApiAnswer? third = null;
        await Eventually.HoldsAsync("a third is refused", async () =>
        {
            // Bodies have a minimum rate.
            await file.WriteAsync(new string(' ', 1_000) + "\n");
            // It waits for the first, and for some seconds only.
            if (second is null or { IsCompleted: true })
                second = user.ImportAsync(Transfers.File(Transfers.Header(), """{"end":true}"""));
            third = await user.GetAsync(Transfers.Export);
            return third.StatusCode == 429;
        });

        third!.ShouldBeProblem(429, "Too Many Requests", "At most 2 exports or imports may be under way at once; wait for one to end");
        third!.Headers.RetryAfter.ShouldNotBeNull();
        file.End();
        await Task.WhenAll(first, second!);
        await user.ExportAsync();
    }

    private async Task<string> SendAsync(string name, SlowContent file, ChatServer? server = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Transfers.Import) { Content = file };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Tokens.For(name)}");
        using var response = await (server ?? chat.Server).Http.SendAsync(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }
}
