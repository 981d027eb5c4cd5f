using System.Text.Json;
using Chat.Testing;

namespace Chat.Soak;

/// <summary>Reads everything through the API and compares it with the answers.</summary>
internal sealed class Verification(Installation installation, Ledger ledger)
{
    private const int PageSize = 200;

    private readonly Dictionary<string, Acknowledged> _stored = new(StringComparer.Ordinal);
    private readonly HashSet<long> _ids = [], _deleted = [];

    /// <summary>Acknowledged messages that are missing, or have another sequence.</summary>
    public int Lost { get; private set; }

    /// <summary>Messages that are stored twice, by content or by id.</summary>
    public int Doubled { get; private set; }

    /// <summary>Sessions with a gap in their sequences or a wrong count, users with wrong statistics, messages that nobody sent.</summary>
    public int Wrong { get; private set; }

    /// <summary>Unacknowledged messages that are stored once.</summary>
    public int Found { get; private set; }

    public async Task RunAsync(IReadOnlyDictionary<string, IReadOnlyList<long>> sessionsOfUsers)
    {
        foreach (var (user, sessions) in sessionsOfUsers)
            await ReadAsync(user, sessions);
        foreach (var gone in ledger.Erased)
            await CheckErasedAsync(gone);
        Lost = ledger.Acknowledged.Count(said => _stored.GetValueOrDefault(said.Key) != said.Value && !MayBeDeleted(said.Key, said.Value.Id));
        Wrong += ledger.Deleted.Count(deleted => deleted.Value && _stored.ContainsKey(deleted.Key));
        Wrong += _deleted.Except(ledger.Deleted.Select(deleted => ledger.Acknowledged[deleted.Key].Id)).Count();
        var unknown = ledger.Unknown.ToHashSet(StringComparer.Ordinal);
        Found = _stored.Keys.Count(unknown.Contains);
        Wrong += _stored.Keys.Count(content => !unknown.Contains(content) && !ledger.Acknowledged.ContainsKey(content));
    }

    // It stays deleted, in its place.
    private bool MayBeDeleted(string content, long id) => ledger.Deleted.ContainsKey(content) && _deleted.Contains(id);

    private async Task CheckErasedAsync(Erased gone)
    {
        var client = installation.Client(gone.User, host: 0);
        if (gone.Session is { } session)
            Check((await client.GetAsync($"{ApiClient.Base}/{session}")).StatusCode == 404);
        Check((await client.GetAsync()).Ok()["total_count"].GetInt64() == 0);
        Check((await client.GetAsync(Installation.Search(gone.User))).Ok()["hits"].GetArrayLength() == 0);
    }

    private async Task ReadAsync(string user, IReadOnlyList<long> sessions)
    {
        var client = installation.Client(user, host: 0);
        var total = 0L;
        foreach (var session in sessions)
        {
            var count = await ReadMessagesAsync(client, user, session);
            total += count;
            var counted = (await client.GetAsync($"{ApiClient.Base}/{session}?include_messages=false")).Ok()["message_count"].GetInt64();
            Check(counted == count);
        }
        var statistics = (await client.GetAsync($"{ApiClient.Base}/stats/user")).Ok();
        Check(statistics["total_messages"].GetInt64() == total);
        Check(statistics["total_sessions"].GetInt64() == sessions.Count);
        Check(statistics["active_sessions"].GetInt64() == sessions.Count);
        Check(statistics["sessions_by_agent_type"].EnumerateObject().Sum(agent => agent.Value.GetInt64()) == sessions.Count);
    }

    private async Task<long> ReadMessagesAsync(ApiClient client, string user, long session)
    {
        var place = 0L;
        for (var page = 1; ; page++)
        {
            var answer = (await client.GetAsync($"{ApiClient.Base}/{session}/messages?page={page}&page_size={PageSize}")).Ok();
            foreach (var message in answer["messages"].EnumerateArray())
                Take(user, session, message, expectedPlace: ++place);
            if (answer["has_next"].GetBoolean())
                continue;
            Check(answer["total_count"].GetInt64() == place);
            return place;
        }
    }

    private void Take(string user, long session, JsonElement message, long expectedPlace)
    {
        var found = new Acknowledged(user, session, message.GetProperty("id").GetInt64(), message.GetProperty("sequence").GetInt64());
        Check(found.Sequence == expectedPlace);
        if (message.GetProperty("status").GetString() == "deleted")
        {
            Check(message.GetProperty("content").GetString() == "");
            if (!_deleted.Add(found.Id) | !_ids.Add(found.Id))
                Doubled++;
            return;
        }
        if (!_stored.TryAdd(message.GetProperty("content").GetString()!, found) | !_ids.Add(found.Id))
            Doubled++;
    }

    private void Check(bool holds)
    {
        if (!holds)
            Wrong++;
    }
}
