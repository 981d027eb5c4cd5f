namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests
{
    [Fact]
    public async Task Every_page_of_hundreds_of_sessions_is_its_piece_of_the_whole_list()
    {
        const int Sessions = 430;
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var user = server.User();
        string[] agents = ["primary", "research", "primary", "router"];
        for (var n = 0; n < Sessions; n++)
            await user.CreateAsync($"Session {n}", agents[n % agents.Length]);
        // Many with the same time, so that the second key of the order counts as well.
        await using var behind = new Behind(database);
        await behind.ExecuteAsync("update mt_doc_chatsession set last_message_at = timestamptz '2026-03-01 12:00:00' + (id % 40) * interval '1 second'");

        foreach (var filter in new[] { "", "&agent_type=primary", "&is_active=false", "&agent_type=primary&is_active=false", "&search=session" })
        {
            var whole = await PagesAsync(user, 100, filter);
            whole.Distinct().Count().ShouldBe(whole.Count);
            whole.Count.ShouldBeGreaterThan(200);
            (await PagesAsync(user, 7, filter)).ShouldBe(whole, filter);
            (await PagesAsync(user, 33, filter)).ShouldBe(whole, filter);
        }
    }

    [Fact]
    public async Task The_longest_title_of_the_longest_user_id_can_be_stored_and_found()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_TITLE_MAX_LENGTH"] = "400" };
        await using var server = await chat.StartHostAsync(settings);
        // Four bytes each, and nothing that compresses.
        var random = new Random(4711);
        var user = server.User(Wide(255));
        var title = Wide(400);

        var id = (await user.CreateAsync(title)).Id;

        var found = (await user.GetAsync($"{ApiClient.Base}?search={Uri.EscapeDataString(title)}")).Ok();
        found["total_count"].GetInt64().ShouldBe(1);
        found["sessions"][0].GetProperty("id").GetInt64().ShouldBe(id);
        found["sessions"][0].GetProperty("title").GetString().ShouldBe(title);

        string Wide(int codePoints) => string.Concat(Enumerable.Range(0, codePoints).Select(_ => char.ConvertFromUtf32(random.Next(0x20000, 0x2A000))));
    }

    private static async Task<List<long>> PagesAsync(ApiClient user, int size, string filter)
    {
        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            var answer = (await user.GetAsync($"{ApiClient.Base}?page={page}&page_size={size}{filter}")).Ok();
            var sessions = answer["sessions"].EnumerateArray().Select(session => session.GetProperty("id").GetInt64()).ToList();
            ids.AddRange(sessions);
            if (!answer["has_next"].GetBoolean())
            {
                answer["total_count"].GetInt64().ShouldBe(ids.Count);
                (await user.GetAsync($"{ApiClient.Base}?page={page + 1}&page_size={size}{filter}")).Ok()["sessions"].GetArrayLength().ShouldBe(0);
                return ids;
            }
            sessions.Count.ShouldBe(size);
        }
    }
}
