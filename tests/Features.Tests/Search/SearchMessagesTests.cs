using System.Text.Json;

namespace Features.Tests.Search;

public sealed class SearchMessagesTests(ChatFixture chat)
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

    [Theory]
    [InlineData("The quick brown fox", "fox quick", true)]
    [InlineData("The quick brown fox", "fox slow", false)]
    [InlineData("The quick brown fox", "\"quick brown\"", true)]
    [InlineData("The quick brown fox", "\"brown quick\"", false)]
    [InlineData("The quick brown fox", "\"quick fox\"", false)]
    [InlineData("The quick, brown fox", "\"quick brown\"", true)]
    [InlineData("The quick brown fox", "\"quick brown", true)]
    [InlineData("The quick brown fox", "bro*", true)]
    [InlineData("The quick brown fox", "bro", false)]
    [InlineData("The quick brown fox", "rown*", false)]
    [InlineData("The quick brown fox", "* fox", true)]
    [InlineData("Write to ada.b@example.com now", "ada.b@example.com", true)]
    [InlineData("Write to ada b at example com", "ada.b@example.com", false)]
    [InlineData("Write to ada.b@example.com now", "b@exam*", true)]
    [InlineData("Straße", "STRASSE", true)]
    [InlineData("İstanbul", "istanbul", true)]
    [InlineData("Crème brûlée", "creme BRULEE", true)]
    [InlineData("cre\u0300me", "crème", true)]
    [InlineData("Ｗｉｄｅ ﾊﾝｶｸ", "wide ハンカク", true)]
    [InlineData("ｶﾞｲﾄﾞ", "ガイド", true)]
    [InlineData("我们在东京都庁见面", "东京", true)]
    [InlineData("我们在东京都庁见面", "京都", true)]
    [InlineData("我们在东京都庁见面", "东都", false)]
    [InlineData("我们在东京都庁见面", "东京都庁", true)]
    [InlineData("东京。都庁", "京都", false)]
    [InlineData("东京都庁 都京", "京都京", false)]
    [InlineData("我们在东京", "京", true)]
    [InlineData("我们在东京", "东", true)]
    [InlineData("新しいiPhoneを買った", "iphone", true)]
    [InlineData("ภาษาไทยไม่มีช่องว่าง", "ไทย", true)]
    [InlineData("ភាសាខ្មែរ", "ខ្មែរ", true)]
    [InlineData("안녕하세요 세계", "세계", true)]
    [InlineData("안녕하세요 세계", "\u1109\u1166\u1100\u1168", true)]
    [InlineData("مُحَمَّد كتب", "محمد", true)]
    [InlineData("हिन्दी में", "हिन्दी", true)]
    [InlineData("5㎏ of rice", "kg", true)]
    [InlineData("don't", "DON'T", true)]
    [InlineData("co\u00ADop", "coop", true)]
    [InlineData("a_b-c/d", "c", true)]
    [InlineData("3.14159", "3.14159", true)]
    [InlineData("3 14159", "\"3.14159\"", true)]
    [InlineData("O\\'Hara''s \\ 'quotes'", "o\\'hara''s 'quotes'", true)]
    public async Task What_a_search_finds(string content, string q, bool isFound)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        await user.SayAsync(session, "Something else");
        await user.SayAsync(session, content);
        string[] expected = isFound ? [content] : [];

        (await user.FindAsync(q)).ShouldBe(expected);

        // The same by the index of words, which a user with more messages gets.
        await new SearchData(chat.ConnectionString).CoverAsync(user, session);
        (await user.FindAsync(q)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"\"")]
    [InlineData("… — !")]
    [InlineData("🌳")]
    public async Task A_search_without_a_word_is_a_400(string q) =>
        (await chat.NewUser().SearchAsync(q)).ShouldBeInvalid("q", "q must hold a letter or a digit");

    [Fact]
    public async Task The_text_of_a_search_has_1_to_256_code_points()
    {
        var user = chat.NewUser();

        (await user.GetAsync(Searches.Path)).ShouldBeInvalid("q", "q must be given");
        (await user.SearchAsync(" ")).ShouldBeInvalid("q", "q must hold more than white space");
        (await user.SearchAsync(Calls.Repeat("𝒜", 257))).ShouldBeInvalid("q", "q must have at most 256 characters");
        (await user.SearchAsync(Calls.Repeat("𝒜", 256))).Ok();
        (await user.SearchAsync(Calls.Repeat("a ", 128))).Ok();
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("session_id", "0")]
    [InlineData("agent_type", "none")]
    [InlineData("message_type", "none")]
    [InlineData("is_active", "yes")]
    [InlineData("from", "yesterday")]
    [InlineData("from", "2026-01-01")]
    [InlineData("from", "2026-01-01T00:00:00")]
    [InlineData("to", "2026-13-01T00:00:00Z")]
    [InlineData("to", "2026-01-01T00:00:00 01:00")]
    [InlineData("cursor", "")]
    [InlineData("cursor", "no")]
    [InlineData("cursor", "__________________________")]
    [InlineData("cursor", "/////////////////////w")]
    public async Task A_malformed_parameter_is_a_400_that_names_it(string name, string value)
    {
        var answer = await chat.NewUser().SearchAsync("word", $"&{name}={Uri.EscapeDataString(value)}");

        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["errors"].EnumerateObject().Select(error => error.Name).ShouldBe([name]);
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
    public async Task What_was_changed_is_found_by_what_it_says_now()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("Oldtitle")).Id;
        var message = (await user.SayAsync(session, "oldtext")).Id;

        (await user.EditAsync(session, message, new { content = "newtext" })).Ok();
        (await user.PutAsync(Calls.Path(session), new { title = "Newtitle" })).Ok();

        (await user.FindAsync("oldtext")).ShouldBeEmpty();
        (await user.FindAsync("oldtitle")).ShouldBeEmpty();
        (await user.FindAsync("newtext")).ShouldBe(["newtext"]);
        (await user.FindAsync("newtitle")).ShouldBe(["title: Newtitle"]);

        (await user.EditAsync(session, message, new { content = "…!" })).Ok();
        (await user.FindAsync("newtext")).ShouldBeEmpty();
        (await user.DeleteAsync(Calls.Message(session, message))).Ok();
        (await user.FindAsync("newtext")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_found_once_it_is_finished_or_aborted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        var finished = (await user.DraftAsync(session, "growing one")).Id;
        var aborted = (await user.DraftAsync(session, "growing two")).Id;
        (await user.PatchAsync($"{Calls.Message(session, finished)}/append", new { delta = " appended" })).Ok();
        (await user.FindAsync("growing")).ShouldBeEmpty();

        (await user.PostAsync($"{Calls.Message(session, finished)}/finish", new { })).Ok();
        (await user.PostAsync($"{Calls.Message(session, aborted)}/abort", new { })).Ok();

        (await user.FindAsync("growing")).ShouldBe(["growing two", "growing one appended"]);
        (await user.FindAsync("appended")).ShouldBe(["growing one appended"]);
    }

    [Fact]
    public async Task A_batch_is_found_and_agents_search_like_their_user()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync("…")).Id;
        (await user.PostAsync($"{Calls.Messages(session)}/batch", new { messages = new[] { new { content = "first of batch" }, new { content = "second of batch" } } })).Ok();

        (await chat.Server.Agent(name, "helper").FindAsync("batch")).ShouldBe(["second of batch", "first of batch"]);
        (await chat.NewUser().FindAsync("batch")).ShouldBeEmpty();
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
    public async Task A_message_is_found_by_the_next_call_from_any_host_and_never_after_its_change()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        await Parallel.ForAsync(0, 8, async (n, _) =>
        {
            var name = ChatServer.NewUser();
            var (writer, reader) = n % 2 == 0 ? (chat.Server.User(name), second.User(name)) : (second.User(name), chat.Server.User(name));
            var session = (await writer.CreateAsync("…")).Id;
            for (var i = 0; i < 10; i++)
            {
                var message = (await writer.SayAsync(session, $"first{i}")).Id;
                (await reader.FindAsync($"first{i}")).ShouldBe([$"first{i}"]);
                (await writer.EditAsync(session, message, new { content = $"second{i}" })).Ok();
                (await reader.FindAsync($"first{i}")).ShouldBeEmpty();
                (await reader.FindAsync($"second{i}")).ShouldBe([$"second{i}"]);
                (await writer.DeleteAsync(Calls.Message(session, message))).Ok();
                (await reader.FindAsync($"second{i}")).ShouldBeEmpty();
            }
        });
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
        var content = string.Concat(Enumerable.Range(0, 200_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));
        await user.SayAsync(session, content);
        await user.SayAsync(session, "other");

        foreach (var start in new[] { 0, 100_000, 199_998 })
            (await user.FindAsync(content.Substring(start, 2))).ShouldBe([content]);
        (await user.FindAsync("\"一二三四五六七八九十\"")).ShouldBeEmpty();
        (await user.FindAsync("other")).ShouldBe(["other"]);
        await new SearchData(chat.ConnectionString).CoverAsync(user, session);
        (await user.FindAsync(content.Substring(100_000, 2))).ShouldBe([content]);
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

    [Fact]
    public async Task Without_message_history_titles_are_found_and_no_messages()
    {
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" }, chat.ConnectionString);
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync("word of a title")).Id;
        await chat.Server.User(name).SayAsync(session, "word before");
        await host.User(name).SayAsync(session, "word after");

        (await host.User(name).FindAsync("word")).ShouldBe(["title: word of a title"]);
        (await chat.Server.User(name).FindAsync("word")).ShouldBe(["word before", "title: word of a title"]);
    }

    [Fact]
    public async Task What_is_purged_is_not_found_and_a_rebuild_brings_nothing_back()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        var user = host.Server.User("ada");
        var purged = (await user.CreateAsync("word purged")).Id;
        await user.SayAsync(purged, "word purged");
        var kept = (await user.CreateAsync("word kept")).Id;
        (await user.DeleteAsync(Calls.Path(purged))).Ok();
        host.Time.Shift(PurgeHost.Days30 + TimeSpan.FromDays(1));
        await user.SayAsync(kept, "word kept");

        await host.PurgeAsync();

        (await user.FindAsync("word")).ShouldBe(["word kept", "title: word kept"]);
        await using var behind = new Behind(database);
        await behind.ExecuteAsync("delete from mt_doc_chatsession");
        (await user.FindAsync("word")).ShouldBeEmpty();
        (await host.Server.ProjectionsAsync("rebuild")).ExitCode.ShouldBe(0);
        (await user.FindAsync("word")).ShouldBe(["word kept", "title: word kept"]);
        (await behind.AskAsync<long>("select count(*) from mt_doc_searchentry")).ShouldBe(2);
    }
}
