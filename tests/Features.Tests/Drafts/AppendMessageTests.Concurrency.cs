namespace Features.Tests.Drafts;

public sealed partial class AppendMessageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_was_appended_at_once_on_two_hosts_is_there_exactly_once_where_the_answer_says(bool isStreaming)
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];
        var session = (await hosts[0].CreateAsync()).Id;
        var message = (isStreaming ? await hosts[0].DraftAsync(session, "👋") : await hosts[0].SayAsync(session, "👋")).Id;

        // For a complete message, two of them are the first append.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async n =>
            (Delta: $"[{n}👋]", Answer: (await hosts[n % 2].AppendAsync(session, message, $"[{n}👋]")).Ok())));

        var text = answers.OrderBy(one => one.Answer["length"].GetInt64()).Aggregate("👋", (before, one) =>
        {
            one.Answer["length"].GetInt64().ShouldBe(Length(before + one.Delta));
            return before + one.Delta;
        });
        answers.Select(one => one.Answer["updated_at"].GetString()).ShouldBeUnique();
        (await hosts[0].MessageAsync(session, message))["content"].GetString().ShouldBe(text);
        (await hosts[1].FinishAsync(session, message)).Ok()["content"].GetString().ShouldBe(text);
    }

    [Fact]
    public async Task Writers_that_name_their_place_take_turns_and_each_200_is_in_the_text_once_at_its_place()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];
        var session = (await hosts[0].CreateAsync()).Id;
        var message = (await hosts[0].DraftAsync(session)).Id;

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(WriteAsync));

        var text = string.Concat(written.SelectMany(parts => parts).OrderBy(part => part.Offset).Select(part => part.Delta));
        written.Sum(parts => parts.Count).ShouldBe(80);
        (await hosts[0].FinishAsync(session, message)).Ok()["content"].GetString().ShouldBe(text);

        async Task<List<(long Offset, string Delta)>> WriteAsync(int writer)
        {
            var (parts, offset) = (new List<(long, string)>(), 0L);
            for (var tries = 0; parts.Count < 10; tries++)
            {
                tries.ShouldBeLessThan(1_000);
                var delta = $"[{writer}.{parts.Count}]";
                var answer = await hosts[writer % 2].AppendAsync(session, message, delta, offset);
                if (answer.StatusCode == 200)
                    parts.Add((offset, delta));
                offset = answer["length"].GetInt64();
            }
            return parts;
        }
    }

    [Theory]
    [InlineData("finish")]
    [InlineData("abort")]
    public async Task What_was_appended_before_the_end_is_in_the_text_and_what_came_after_it_is_told(string end)
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];
        var session = (await hosts[0].CreateAsync()).Id;

        for (var round = 0; round < 5; round++)
        {
            var message = (await hosts[0].DraftAsync(session)).Id;
            var ending = EndAsync(message);
            var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteAsync(message, writer)));
            var ended = (await ending).Ok();

            var text = await hosts[0].ContentAsync(session, message);
            var (there, all) = (text.Split(';', StringSplitOptions.RemoveEmptyEntries), taken.SelectMany(parts => parts).ToList());
            there.ShouldBe(all, ignoreOrder: true);
            text.ShouldStartWith(ended["content"].GetString()!);
            if (end == "abort")
                ended["content"].GetString().ShouldBe(text);
        }
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);

        async Task<ApiAnswer> EndAsync(long message)
        {
            await Eventually.HoldsAsync("some is there", async () => await hosts[0].ContentAsync(session, message) != "");
            return await hosts[1].SendAsync(HttpMethod.Post, $"{Calls.Message(session, message)}/{end}");
        }

        async Task<List<string>> WriteAsync(long message, int writer)
        {
            var taken = new List<string>();
            for (var n = 0; n < 15; n++)
            {
                var answer = await hosts[writer % 2].AppendAsync(session, message, $"{writer}.{n};");
                answer.StatusCode.ShouldBeOneOf(end == "abort" ? [200, 409] : [200]);
                if (answer.StatusCode == 200)
                    taken.Add($"{writer}.{n}");
            }
            return taken;
        }
    }

    [Fact]
    public async Task Edits_and_appends_of_a_complete_message_at_once_lose_nothing_that_was_answered()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [chat.Server.User(name), second.User(name)];
        var session = (await hosts[0].CreateAsync()).Id;
        var message = (await hosts[0].SayAsync(session, "0;")).Id;

        await Task.WhenAll(Enumerable.Range(1, 40).Select(async n => n % 5 == 0
            ? (await hosts[n % 2].EditAsync(session, message, new { content = $"{n};" })).Ok()
            : (await hosts[n % 2].AppendAsync(session, message, $"{n};")).Ok()));

        var last = (await hosts[0].FinishAsync(session, message)).Ok();
        var versions = (await hosts[1].RevisionsAsync(session, message)).Append(last.Json).ToList();
        versions.Select(version => version.GetProperty("revision").GetInt64()).ShouldBe(Enumerable.Range(1, versions.Count).Select(n => (long)n));
        versions.SelectMany(version => version.GetProperty("content").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 41).Select(n => $"{n}"), ignoreOrder: true);
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_post_does_not_wait_for_an_append_nor_an_append_for_a_post()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.User("ada");
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session)).Id;

        await using (await behind.HoldAsync("ada"))
        {
            var posting = user.SayAsync(session, "Waits for the stream");
            await behind.WaitsAsync(1);
            for (var n = 0; n < 10; n++)
                (await user.AppendAsync(session, draft, "x", n)).Ok();
            posting.IsCompleted.ShouldBeFalse();
            (await user.ContentAsync(session, draft)).ShouldBe("xxxxxxxxxx");
        }
    }
}
