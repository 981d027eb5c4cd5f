using System.Text.Json;

namespace Features.Tests.Support;

/// <summary>All data of a user, read through the API page by page.</summary>
internal sealed record UserView(IReadOnlyList<JsonElement> Sessions, IReadOnlyDictionary<long, IReadOnlyList<JsonElement>> Messages, JsonElement Statistics)
{
    private const int PageSize = 100;

    public static async Task<UserView> ReadAsync(ApiClient user)
    {
        var sessions = await ReadPagesAsync(user, ApiClient.Base, "sessions");
        var messages = new Dictionary<long, IReadOnlyList<JsonElement>>();
        foreach (var id in sessions.Select(Id))
            messages.Add(id, await ReadPagesAsync(user, $"{ApiClient.Base}/{id}/messages", "messages"));
        return new UserView(sessions, messages, (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok().Json);
    }

    public static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    public static long Sequence(JsonElement message) => message.GetProperty("sequence").GetInt64();

    public IReadOnlyList<JsonElement> Active => [.. Sessions.Where(IsActive)];

    public long ActiveOf(string agentType) => Active.Count(session => AgentOf(session) == agentType);

    /// <summary>Fails unless statistics, lists and messages agree and the limit holds.</summary>
    public void ShouldAgree(int limit = 5)
    {
        Sessions.Select(Id).ShouldBeUnique();
        foreach (var session in Sessions)
        {
            var messages = Messages[Id(session)];
            session.GetProperty("message_count").GetInt64().ShouldBe(messages.Count);
            messages.Select(Sequence).ShouldBe(Enumerable.Range(1, messages.Count).Select(place => (long)place));
            messages.ShouldAllBe(message => message.GetProperty("session_id").GetInt64() == Id(session));
            session.GetProperty("last_message_at").GetString().ShouldBe((messages.Count > 0 ? messages[^1] : session).GetProperty("created_at").GetString());
        }
        Messages.Values.SelectMany(messages => messages).Select(Id).ShouldBeUnique();
        Active.CountBy(AgentOf).ShouldAllBe(agent => agent.Value <= limit);

        Statistic("total_sessions").ShouldBe(Sessions.Count);
        Statistic("active_sessions").ShouldBe(Active.Count);
        Statistic("total_messages").ShouldBe(Messages.Values.Sum(messages => messages.Count));
        Statistics.GetProperty("sessions_by_agent_type").EnumerateObject().ToDictionary(agent => agent.Name, agent => agent.Value.GetInt32())
            .ShouldBe(Sessions.CountBy(AgentOf).ToDictionary(), ignoreOrder: true);
        var creations = Sessions.Select(session => session.GetProperty("created_at").GetString()).Order(StringComparer.Ordinal).ToList();
        Statistics.GetProperty("oldest_session").GetString().ShouldBe(creations.FirstOrDefault());
        Statistics.GetProperty("most_recent_session").GetString().ShouldBe(creations.LastOrDefault());
    }

    /// <summary>Fails unless sessions, messages and statistics are equal in every member.</summary>
    public void ShouldTellTheSameAs(UserView other)
    {
        Texts(Sessions).ShouldBe(Texts(other.Sessions));
        Texts(Messages.Values.SelectMany(messages => messages)).ShouldBe(Texts(other.Messages.Values.SelectMany(messages => messages)));
        Statistics.GetRawText().ShouldBe(other.Statistics.GetRawText());
    }

    private static List<string> Texts(IEnumerable<JsonElement> rows) => [.. rows.Select(row => row.GetRawText())];

    private static string AgentOf(JsonElement session) => session.GetProperty("agent_type").GetString()!;

    private static bool IsActive(JsonElement session) => session.GetProperty("is_active").GetBoolean();

    private long Statistic(string name) => Statistics.GetProperty(name).GetInt64();

    private static async Task<List<JsonElement>> ReadPagesAsync(ApiClient user, string path, string member)
    {
        var rows = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = (await user.GetAsync($"{path}?page={page}&page_size={PageSize}")).Ok();
            rows.AddRange(answer[member].EnumerateArray());
            if (answer["has_next"].GetBoolean())
                continue;
            answer["total_count"].GetInt64().ShouldBe(rows.Count);
            return rows;
        }
    }
}
