using System.Runtime.CompilerServices;

namespace Chat.Host.Maintenance;

/// <summary>Compares the stored documents of a user with those that the events give.</summary>
/// <param name="json">How the store writes documents.</param>
internal sealed class StoredUser(JsonSerializerOptions json)
{
    private const int SessionsAPage = 500;

    private const string StoredSessions = """
        select jsonb_build_object('id', id, 'data', data) from mt_doc_chatsession
        where tenant_id = ? and id > ? and id <= ? order by id limit ?
        """;

    /// <summary>The differences in this part of the user, sessions that should not be there included; none when all is right.</summary>
    public async IAsyncEnumerable<Difference> CompareAsync(
        IDocumentSession storage, UserReplay replay, [EnumeratorCancellation] CancellationToken token)
    {
        var stored = await storage.Json.FindByIdAsync<UserStats>(replay.User, token);
        if (!Same(stored, replay.Stats))
            yield return new Difference(nameof(UserStats), SessionId: null);

        var left = new HashSet<long>(replay.Sessions.Keys);
        await foreach (var (id, document) in SessionsAsync(storage, replay, token))
        {
            left.Remove(id);
            if (!Same(document, replay.Sessions.GetValueOrDefault(id)))
                yield return new Difference(nameof(ChatSession), id);
        }
        foreach (var missing in left)
            yield return new Difference(nameof(ChatSession), missing);
    }

    private static async IAsyncEnumerable<(long Id, string Document)> SessionsAsync(
        IDocumentSession storage, UserReplay replay, [EnumeratorCancellation] CancellationToken token)
    {
        var last = replay.After;
        IReadOnlyList<string> page;
        do
        {
            page = await storage.QueryAsync<string>(StoredSessions, token, replay.User, last, replay.UpTo, SessionsAPage);
            foreach (var row in page)
            {
                using var parsed = JsonDocument.Parse(row);
                last = parsed.RootElement.GetProperty("id").GetInt64();
                yield return (last, parsed.RootElement.GetProperty("data").GetRawText());
            }
        }
        while (page.Count == SessionsAPage);
    }

    private bool Same<T>(string? stored, T? expected) where T : class
    {
        if (stored is null || expected is null)
            return stored is null && expected is null;
        using var left = JsonDocument.Parse(stored);
        using var right = JsonSerializer.SerializeToDocument(expected, json);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}

/// <summary>A document that is not what the events give: wrong, missing, or not to be there.</summary>
internal sealed record Difference(string Document, long? SessionId);
