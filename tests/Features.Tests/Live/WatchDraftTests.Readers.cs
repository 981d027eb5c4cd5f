using Chat.Features.Live.WatchDraft;
using Chat.Features.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Features.Tests.Live;

/// <summary>Readers on any host at any moment, and streams that break off.</summary>
public sealed partial class WatchDraftTests
{
    private const int Answers = 6, Parts = 80, Readers = 12;

    [Fact]
    public async Task Readers_that_join_at_any_moment_on_any_host_get_each_character_once()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"The seed of the moments is {seed}.");
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        ChatServer[] hosts = [chat.Server, second];

        await Task.WhenAll(Enumerable.Range(0, Answers).Select(async answer =>
        {
            var random = new Random(seed + answer);
            var (name, user) = NewUser();
            var session = (await user.CreateAsync()).Id;
            var draft = (await user.DraftAsync(session, answer % 2 == 0 ? "" : "Let me see👋")).Id;
            var moments = Enumerable.Range(0, Readers).Select(_ => random.Next(Parts)).Order().ToList();
            var readings = new List<Task<IReadOnlyList<string>>>();
            for (var part = 0; part < Parts; part++)
            {
                foreach (var _ in moments.Where(moment => moment == part))
                    readings.Add(ReadAsync(hosts[random.Next(2)], name, session));
                var delta = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0 ? "👋" : $"{random.Next(10)}"));
                (await hosts[random.Next(2)].User(name).AppendAsync(session, draft, delta)).Ok();
                if (random.Next(4) == 0)
                    await Task.Delay(random.Next(40), TestContext.Current.CancellationToken);
            }
            (await user.FinishAsync(session, draft)).Ok();

            var text = await user.ContentAsync(session, draft);
            foreach (var read in await Task.WhenAll(readings))
            {
                // A reader that came after the finish.
                if (read.Count == 0)
                    continue;
                UiStreamReader.TextOf(read).ShouldBe(text, $"seed {seed}");
                read.ShouldAllBe(e => !e.Contains('\uFFFD'));
                (read[0], read[1], read[^3], read[^2], read[^1]).ShouldBe((Start(draft), TextStart, TextEnd, Finish, Done), $"seed {seed}");
            }
        }));
    }

    [Fact]
    public async Task A_host_that_stops_breaks_off_and_the_reader_gets_all_of_it_elsewhere()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Half")).Id;
        var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        using var reader = (await UiStreamReader.OpenAsync(second, Tokens.For(name), session)).ShouldNotBeNull();
        await reader.TakeAsync(3);

        second.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await Should.ThrowAsync<IOException>(reader.RestAsync);
        await second.DisposeAsync();
        using var again = await OpenAsync(name, session);
        (await again.TakeAsync(3)).ShouldBe([Start(draft), TextStart, Delta("Half")]);
    }

    [Fact]
    public async Task The_end_of_the_token_breaks_it_off()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.DraftAsync(session);
        var token = Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = name, ["exp"] = Tokens.InSeconds(2) });
        using var reader = (await UiStreamReader.OpenAsync(chat.Server, token, session)).ShouldNotBeNull();

        await Should.ThrowAsync<IOException>(reader.RestAsync);
    }

    [Fact]
    public async Task It_counts_as_an_event_stream_of_the_user_and_a_204_takes_no_place()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_MAX_STREAMS_PER_USER"] = "1" });
        var user = server.User("ada");
        var session = (await user.CreateAsync()).Id;
        for (var i = 0; i < 3; i++)
            (await user.GetAsync(UiStreamReader.PathOf(session))).StatusCode.ShouldBe(204);
        await user.DraftAsync(session);

        using (await UiStreamReader.OpenAsync(server, Tokens.For("ada"), session))
        {
            (await user.GetAsync(UiStreamReader.PathOf(session))).StatusCode.ShouldBe(429);
            (await user.GetAsync(ApiClient.Base + "/events")).StatusCode.ShouldBe(429);
        }
    }

    [Fact]
    public async Task Without_message_history_there_is_no_text_and_an_end()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        var user = server.User("ada");
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Not kept")).Id;
        using var reader = (await UiStreamReader.OpenAsync(server, Tokens.For("ada"), session)).ShouldNotBeNull();

        (await user.AppendAsync(session, draft, ", nor this")).Ok();
        (await user.FinishAsync(session, draft)).Ok();

        (await reader.RestAsync()).ShouldBe([Start(draft), TextStart, TextEnd, Finish, Done]);
    }

    [Theory]
    [InlineData(MessageStatus.Streaming, 1, new[] { "+" })]
    [InlineData(MessageStatus.Complete, 1, new[] { "+", TextEnd, Finish })]
    [InlineData(MessageStatus.Interrupted, 1, new[] { "+", TextEnd, Abort })]
    [InlineData(MessageStatus.Deleted, 1, new[] { Deleted })]
    [InlineData(MessageStatus.Complete, 2, new[] { """{"type":"error","errorText":"The message was changed; read it again"}""" })]
    public void A_reader_that_is_behind_gets_what_fits_to_what_it_has(object status, long revision, string[] expected)
    {
        var seen = new DraftPosition(7, 2);

        var page = DraftPage.Of(new WatchDraftQuery(1) { Seen = seen }, seen, new DraftState((MessageStatus)status, revision, "+"), version: 5);

        page.Chunks.ShouldBe(expected.Select(chunk => chunk == "+" ? Delta("+") : chunk));
        page.IsEnd.ShouldBe(expected is not ["+"]);
        if (!page.IsEnd)
            page.Next.Seen.ShouldBe(seen with { Length = 3 });
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(ChatServer host, string name, long session)
    {
        using var reader = await UiStreamReader.OpenAsync(host, Tokens.For(name), session);
        return reader is null ? [] : await reader.RestAsync();
    }
}
