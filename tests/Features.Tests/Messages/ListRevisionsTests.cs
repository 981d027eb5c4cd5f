namespace Features.Tests.Messages;

public sealed class ListRevisionsTests(ChatFixture chat)
{
    [Fact]
    public async Task Earlier_versions_come_oldest_first_in_pages()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "1");
        (await user.GetAsync(Path(session, message.Id))).ShouldBeOk(Page([], total: 0));
        List<ApiAnswer> versions = [message];
        for (var n = 2; n <= 6; n++)
            versions.Add((await user.EditAsync(session, message.Id, new { content = $"{n}" })).Ok());
        object[] earlier = [.. versions[..^1].Select(version => (object)version.Json)];

        (await user.GetAsync(Path(session, message.Id))).ShouldBeOk(Page(earlier, total: 5));
        (await user.GetAsync(Path(session, message.Id) + "?page=2&page_size=2")).ShouldBeOk(Page(earlier[2..4], 5, 2, 2, hasNext: true, hasPrevious: true));
        (await user.GetAsync(Path(session, message.Id) + "?page=3&page_size=2")).ShouldBeOk(Page(earlier[4..], 5, 3, 2, hasPrevious: true));
        (await user.GetAsync(Path(session, message.Id) + "?page=9")).ShouldBeOk(Page([], 5, 9, hasPrevious: true));
        (await user.GetAsync(Path(session, message.Id) + "?page=0")).ShouldBeInvalid("page", "page must be from 1 to 9007199254740991");
        (await user.GetAsync(Path(session, message.Id) + "?page_size=201")).ShouldBeInvalid("page_size", "page_size must be from 1 to 200");
    }

    [Fact]
    public async Task Each_message_has_its_own_and_a_strangers_are_not_there()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (session, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var (edited, plain) = (await owner.SayAsync(session, "Edited"), await owner.SayAsync(session, "Plain"));
        (await owner.EditAsync(session, edited.Id, new { content = "Again" })).Ok();

        (await owner.RevisionsAsync(session, edited.Id)).Single().ShouldBeJson(edited.Json);
        (await owner.RevisionsAsync(session, plain.Id)).ShouldBeEmpty();
        (await owner.GetAsync(Path(other, edited.Id))).ShouldBeNoMessage();
        (await owner.GetAsync(Path(session, Calls.NeverAnId))).ShouldBeNoMessage();
        (await stranger.GetAsync(Path(session, edited.Id))).ShouldBeNoSession();
    }

    [Fact]
    public async Task Without_history_there_are_none_to_read_nor_are_any_kept()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var keeping = await chat.StartHostAsync(connectionString: database);
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" }, database);
        await using var behind = new Behind(database);
        var session = (await keeping.User("ada").CreateAsync()).Id;
        var message = (await keeping.User("ada").SayAsync(session, "Kept")).Id;
        (await keeping.User("ada").EditAsync(session, message, new { content = "Kept too" })).Ok();

        var edited = (await host.User("ada").EditAsync(session, message, new { content = "secret" })).Ok();

        (edited["content"].GetString(), edited["revision"].GetInt64()).ShouldBe(("secret", 3));
        (await host.User("ada").GetAsync(Path(session, message))).ShouldBeOk(Page([], total: 0));
        (await host.User("ada").GetAsync(Path(session, Calls.NeverAnId))).ShouldBeNoMessage();
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagerevision")).ShouldBe(1);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage m where m::text like '%secret%'")).ShouldBe(0);
    }

    private static string Path(long session, long message) => Calls.Message(session, message) + "/revisions";

    private static object Page(object[] revisions, long total, long page = 1, int size = 50, bool hasNext = false, bool hasPrevious = false) => new
    {
        revisions,
        total_count = total,
        page,
        page_size = size,
        has_next = hasNext,
        has_previous = hasPrevious,
    };
}
