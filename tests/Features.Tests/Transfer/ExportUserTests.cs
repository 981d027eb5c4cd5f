using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Users;
using Chat.Features.Transfer.ExportUser;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Transfer;

public sealed class ExportUserTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_holds_each_session_followed_by_its_messages_with_earlier_versions_and_counts_them()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync("First", metadata: new { a = 1 });
        var first = await user.SayAsync(session.Id, "One");
        (await user.PutAsync(Calls.Message(session.Id, first.Id), new { content = "Two" })).Ok();
        var edited = (await user.PutAsync(Calls.Message(session.Id, first.Id), new { content = "Three" })).Ok();
        var second = await user.SayAsync(session.Id, "More");
        var draft = await user.DraftAsync(session.Id, "Half");
        (await user.PatchAsync(Calls.Message(session.Id, draft.Id) + "/append", new { delta = " and more" })).Ok();
        var other = await user.CreateAsync("Second", "research");

        var lines = Transfers.LinesOf(await user.ExportAsync());

        var header = lines[0];
        (header.GetProperty("format").GetString(), header.GetProperty("version").GetInt32(), header.GetProperty("user_id").GetString()).ShouldBe(("chat-export", 1, name));
        header.GetProperty("exported_at").ShouldBeATime();
        lines.Count.ShouldBe(9);
        lines[1].ShouldBeJson(new { session = (await user.BareSessionAsync(session.Id)).Json.Without("messages") });
        lines[2].ShouldBeJson(new { message = edited.Json });
        lines[3].GetProperty("revision").GetProperty("content").GetString().ShouldBe("One");
        lines[4].GetProperty("revision").GetProperty("content").GetString().ShouldBe("Two");
        lines[5].ShouldBeJson(new { message = second.Json });
        lines[6].GetProperty("message").GetProperty("content").GetString().ShouldBe("Half and more");
        lines[7].ShouldBeJson(new { session = (await user.BareSessionAsync(other.Id)).Json.Without("messages") });
        lines[8].ShouldBeJson(new { end = true, sessions = 2, messages = 3 });
    }

    [Fact]
    public async Task A_user_without_anything_gets_a_header_and_an_end()
    {
        var lines = Transfers.LinesOf(await chat.NewUser().ExportAsync());

        lines.Count.ShouldBe(2);
        lines[1].ShouldBeJson(new { end = true, sessions = 0, messages = 0 });
    }

    [Fact]
    public async Task Sessions_and_messages_come_in_order_over_all_pages()
    {
        var user = chat.NewUser();
        for (var i = 0; i < 103; i++)
            await user.CreateAsync($"{i}", isActive: false);
        var session = (await user.CreateAsync("Many")).Id;
        await using var behind = new Behind(chat.ConnectionString);
        for (var i = 0; i < 21; i++)
            (await user.PostAsync(Calls.Messages(session) + "/batch", new { messages = Enumerable.Range(0, 100).Select(j => new { content = $"{i * 100 + j}" }) })).Ok();

        var lines = Transfers.LinesOf(await user.ExportAsync());

        lines.Where(line => line.TryGetProperty("session", out _)).Select(line => line.GetProperty("session").GetProperty("title").GetString())
            .ShouldBe([.. Enumerable.Range(0, 103).Select(i => $"{i}"), "Many"]);
        lines.Where(line => line.TryGetProperty("message", out _)).Select(line => line.GetProperty("message").GetProperty("content").GetString())
            .ShouldBe(Enumerable.Range(0, 2_100).Select(i => $"{i}"));
        lines[^1].ShouldBeJson(new { end = true, sessions = 104, messages = 2_100 });
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    public async Task It_is_compressed_where_that_is_accepted(string accepted, bool isCompressed)
    {
        var user = chat.NewUser();
        await user.SayAsync((await user.CreateAsync()).Id, "Hello 👋");
        var plain = await user.ExportAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, Transfers.Export);
        var answer = await user.SendAsync(HttpMethod.Get, Transfers.Export, change: sent => sent.Headers.TryAddWithoutValidation("Accept-Encoding", accepted));

        answer.ContentHeaders.ContentEncoding.ShouldBe(isCompressed ? ["gzip"] : []);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        if (!isCompressed)
            Transfers.Told(answer.Body).ShouldBe(Transfers.Told(plain));
    }

    [Fact]
    public async Task What_is_compressed_is_the_whole_file()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        await user.SayAsync((await user.CreateAsync()).Id, "Hello 👋");
        using var request = new HttpRequestMessage(HttpMethod.Get, Transfers.Export);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Tokens.For(name)}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        using var response = await chat.Server.Http.SendAsync(request, Token);

        await using var packed = new GZipStream(await response.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        Transfers.Told(await reader.ReadToEndAsync(Token)).ShouldBe(Transfers.Told(await user.ExportAsync()));
    }

    [Fact]
    public async Task It_is_one_snapshot_that_waits_for_a_slow_reader()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Before");
        await using var scope = chat.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(name));

        var export = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExportUserQuery(), Token);
        await user.SayAsync(session, "After");
        await user.CreateAsync("After");
        // Longer than a transaction of the service may wait.
        await Task.Delay(TimeSpan.FromSeconds(3.5), Token);
        using var file = new MemoryStream();
        var writer = PipeWriter.Create(file);
        await export.WriteAsync(writer, static (_, _) => { }, Token);
        await writer.FlushAsync(Token);

        var lines = Transfers.LinesOf(Encoding.UTF8.GetString(file.ToArray()));
        lines[^1].ShouldBeJson(new { end = true, sessions = 1, messages = 1 });
    }

    [Fact]
    public async Task An_export_that_fails_breaks_its_connection_and_does_not_look_whole()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(connectionString: database);
        await using var behind = new Behind(database);
        var user = server.User();
        await user.SayAsync((await user.CreateAsync()).Id, "Hello");
        await behind.ExecuteAsync("alter table mt_doc_messagerevision rename to mt_doc_messagerevision_gone");

        await Should.ThrowAsync<HttpRequestException>(() => user.GetAsync(Transfers.Export));
    }

    [Fact]
    public async Task It_is_for_the_user_alone() =>
        (await chat.Server.Agent(ChatServer.NewUser(), "bot").GetAsync(Transfers.Export)).ShouldBeProblem(403, "Forbidden", "An agent may not do this");
}
