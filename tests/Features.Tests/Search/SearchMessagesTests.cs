using System.Text.Json;

namespace Features.Tests.Search;

public sealed partial class SearchMessagesTests(ChatFixture chat)
{
    [Fact]
    public async Task A_hit_tells_of_its_session_and_shows_the_message_and_what_was_found()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("About trees", "log_analysis")).Id;
        var message = await user.SayAsync(session, "An old oak 🌳 stands by the river.");

        var answer = await user.SearchAsync("OAK river");

        answer.Ok().Json.ShouldBeJson(JsonSerializer.SerializeToElement(new
        {
            hits = new[]
            {
                new
                {
                    session_id = session,
                    session_title = "About trees",
                    agent_type = "log_analysis",
                    is_active = true,
                    message = message.Json,
                    snippet = "An old oak 🌳 stands by the river.",
                    highlights = new[] { new[] { 7, 3 }, [27, 5] },
                },
            },
            next_cursor = (string?)null,
        }));
    }

    [Fact]
    public async Task Titles_are_found_too_and_hits_come_newest_first_page_by_page()
    {
        var user = chat.NewUser();
        var expected = new List<string>();
        var session = (await user.CreateAsync("Needle of a title")).Id;
        expected.Add("title: Needle of a title");
        for (var i = 0; i < 25; i++)
        {
            await user.SayAsync(session, $"needle {i}");
            await user.SayAsync(session, "hay");
            expected.Add($"needle {i}");
        }
        expected.Reverse();

        (await user.FindAsync("NEEDLE")).ShouldBe(expected.Take(20));
        foreach (var limit in new[] { 1, 7, 25, 26 })
        {
            var found = new List<string>();
            string? cursor = null;
            do
            {
                var page = (await user.SearchAsync("needle", $"&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}")).Ok();
                page.Items("hits").Count.ShouldBeInRange(1, limit);
                found.AddRange(page.Items("hits").Select(Searches.TextOf));
                cursor = page["next_cursor"].GetString();
            }
            while (cursor is not null);
            found.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Filters_combine()
    {
        var user = chat.NewUser();
        var one = (await user.CreateAsync("word one")).Id;
        var two = (await user.CreateAsync("word two", "log_analysis")).Id;
        await user.SayAsync(one, "word 1");
        var second = await user.SayAsync(one, "word 2", "system");
        await user.SayAsync(two, "word 3");
        (await user.DeleteAsync(Calls.Path(two))).Ok();

        (await user.FindAsync("word", "&agent_type=log_analysis")).ShouldBe(["word 3", "title: word two"]);
        (await user.FindAsync("word", "&is_active=true")).ShouldBe(["word 2", "word 1", "title: word one"]);
        (await user.FindAsync("word", "&is_active=false")).ShouldBe(["word 3", "title: word two"]);
        (await user.FindAsync("word", $"&session_id={one}")).ShouldBe(["word 2", "word 1", "title: word one"]);
        (await user.FindAsync("word", $"&session_id={Calls.NeverAnId}")).ShouldBeEmpty();
        (await user.FindAsync("word", "&message_type=user")).ShouldBe(["word 3", "word 1"]);
        (await user.FindAsync("word", $"&message_type=user&session_id={one}&is_active=true&agent_type=primary")).ShouldBe(["word 1"]);
        var at = second["created_at"].GetString()!;
        (await user.FindAsync("word", $"&from={at}")).ShouldBe(["word 3", "word 2"]);
        (await user.FindAsync("word", $"&to={at}")).ShouldBe(["word 1", "title: word two", "title: word one"]);
        (await user.FindAsync("word", $"&from={at}&to={at}")).ShouldBeEmpty();
        (await user.FindAsync("word", $"&from={Uri.EscapeDataString(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(5)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", System.Globalization.CultureInfo.InvariantCulture))}"))
            .ShouldBe(["word 3", "word 2"]);
        (await user.FindAsync("word", "&from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")).Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_long_text_shows_the_part_around_the_first_occurrence()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        await user.SayAsync(session, $"{Calls.Repeat("𝒜𝒜𝒜 ", 500)}needle {Calls.Repeat("hay ", 30)}needle {Calls.Repeat("hay ", 300)}needle");

        var hit = (await user.HitsAsync("needle")).ShouldHaveSingleItem();

        var snippet = hit.GetProperty("snippet").GetString()!;
        snippet.EnumerateRunes().Count().ShouldBe(240);
        snippet.ShouldStartWith("𝒜𝒜𝒜 𝒜𝒜𝒜");
        Searches.Highlighted(hit).ShouldBe(["needle", "needle"]);
    }

    [Fact]
    public async Task A_text_with_too_many_words_for_the_index_is_found_by_each_of_them()
    {
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_MESSAGE_MAX_LENGTH"] = "1000000" }, chat.ConnectionString);
        var user = host.User();
        var session = (await user.CreateAsync("…")).Id;
        var random = new Random(5);
        // Each two characters are a lexeme.
        var content = string.Concat(Enumerable.Range(0, 100_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));
        await user.SayAsync(session, content);
        await user.SayAsync(session, "other");

        foreach (var start in new[] { 0, 50_000, 99_998 })
            (await user.FindAsync(content.Substring(start, 2))).ShouldBe([content]);
        (await user.FindAsync("\"一二三四五六七八九十\"")).ShouldBeEmpty();
        (await user.FindAsync("other")).ShouldBe(["other"]);
        await new SearchData(chat.ConnectionString).CoverAsync(user, session);
        (await user.FindAsync(content.Substring(50_000, 2))).ShouldBe([content]);
    }

    [Fact]
    public async Task A_phrase_that_few_of_many_texts_hold_is_found_in_bounded_calls()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        await user.SayAsync(session, "one two");
        for (var i = 0; i < 12; i++)
            (await user.PostBatchAsync(session, [.. Enumerable.Repeat<object>(new { content = "two one" }, 100)])).Ok();

        var (calls, hits, cursor) = (0, new List<JsonElement>(), (string?)null);
        do
        {
            var answer = (await user.SearchAsync("\"one two\"", cursor is null ? "" : $"&cursor={cursor}")).Ok();
            hits.AddRange(answer.Items("hits"));
            cursor = answer["next_cursor"].GetString();
            calls++;
        }
        while (cursor is not null);

        hits.Select(Searches.TextOf).ShouldBe(["one two"]);
        calls.ShouldBe(2);
    }
}
