namespace Features.Tests.Conversations;

/// <summary>Sends a log of realistic conversations through the API and compares everything that it returns.</summary>
public sealed class ConversationLogTests(ChatFixture chat)
{
    [Fact]
    public void The_log_is_of_a_realistic_kind()
    {
        var log = Conversation.ReadAll();
        var messages = log.SelectMany(conversation => conversation.Messages).ToList();

        messages.Count.ShouldBeGreaterThan(300);
        log.Select(conversation => conversation.User).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(3);
        log.Select(conversation => conversation.AgentType).Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        messages.Select(message => message.MessageType).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        log.Select(conversation => conversation.IsActive).Distinct().Count().ShouldBe(2);
        messages.Count(message => message.Content.EnumerateRunes().Count() == 10_000).ShouldBeGreaterThan(3);
        foreach (var part in new[] { "```csharp", "👩‍👩‍👧‍👦", "\u200d", "مرحبا", "שלום", "e\u0302\u0301", "\r\n", "𠮷", "\u202e" })
            messages.ShouldContain(message => message.Content.Contains(part, StringComparison.Ordinal), part);
        messages.ShouldContain(message => message.Content.StartsWith(' ') && message.Content.EndsWith(' '));
    }

    [Fact]
    public async Task The_log_comes_back_whole()
    {
        var users = Conversation.ReadAll().GroupBy(conversation => conversation.User, StringComparer.Ordinal);

        await Parallel.ForEachAsync(users, TestContext.Current.CancellationToken, async (conversations, _) =>
        {
            var id = $"{conversations.Key}-{ChatServer.NewUser()}";
            var said = await SayAsync(chat.Server.User(id), id, [.. conversations]);
            await CompareAsync(chat.Server.User(id), id, said);
        });
    }

    // All conversations of a user in parallel, message by message.
    private static async Task<List<Said>> SayAsync(ApiClient user, string id, Conversation[] conversations)
    {
        var said = new List<Said>();
        foreach (var conversation in conversations)
            said.Add(await Said.StartAsync(user, id, conversation));
        for (var i = 0; i < conversations.Max(conversation => conversation.Messages.Count); i++)
        {
            foreach (var talk in said.Where(talk => i < talk.Conversation.Messages.Count))
                await talk.SayAsync(user, i);
        }
        return said;
    }

    private static async Task CompareAsync(ApiClient user, string id, List<Said> said)
    {
        foreach (var talk in said)
        {
            (await talk.ReadAllAsync(user, pageSize: 200)).ShouldBeJson(talk.Messages);
            (await talk.ReadAllAsync(user, pageSize: 7)).ShouldBeJson(talk.Messages);
            foreach (var type in new[] { "user", "assistant", "system" })
                (await talk.ReadAllAsync(user, pageSize: 11, type)).ShouldBeJson(talk.OfType(type));
            (await user.GetAsync(Calls.Path(talk.Id))).ShouldBeOk(talk.Session(withMessages: true));
        }

        // The session with the newest message comes first.
        var newestFirst = said.OrderByDescending(talk => talk.LastAt).ThenByDescending(talk => talk.Id);
        (await user.SessionsAsync("?page_size=100"))["sessions"].ShouldBeJson(newestFirst.Select(talk => talk.Session()));
        (await user.GetAsync($"{ApiClient.Base}/stats/user")).ShouldBeOk(new
        {
            user_id = id,
            total_sessions = said.Count,
            active_sessions = said.Count(talk => talk.Conversation.IsActive),
            total_messages = said.Sum(talk => talk.Messages.Count),
            sessions_by_agent_type = said.GroupBy(talk => talk.Conversation.AgentType, StringComparer.Ordinal).ToDictionary(type => type.Key, type => type.Count()),
            most_recent_session = said[^1].CreatedAt,
            oldest_session = said[0].CreatedAt,
            feedback = new { up = 0, down = 0 },
        });
    }
}
