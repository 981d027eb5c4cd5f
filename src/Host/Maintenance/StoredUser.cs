using System.Text.Json;
using Chat.Features.Sessions;
using Chat.Features.Statistics;

namespace Chat.Host.Maintenance;

/// <summary>Compares the stored documents of a user with those that the events give.</summary>
/// <param name="json">How the store writes documents.</param>
internal sealed class StoredUser(JsonSerializerOptions json)
{
    private const string StoredSessions = """
        select jsonb_build_object('id', id, 'data', data) from mt_doc_chatsession where tenant_id = ?
        """;

    /// <summary>The differences, sessions that should not be there included; empty when all is right.</summary>
    public async Task<IReadOnlyList<Difference>> CompareAsync(IDocumentSession storage, UserReplay replay, CancellationToken token)
    {
        var differences = new List<Difference>();
        var stored = await storage.Json.FindByIdAsync<UserStats>(replay.User, token);
        if (!Same(stored, replay.Stats))
            differences.Add(new Difference(replay.User, nameof(UserStats), SessionId: null));

        var left = new HashSet<long>(replay.Sessions.Keys);
        await foreach (var (id, document) in SessionsAsync(storage, replay.User, token))
        {
            left.Remove(id);
            if (!Same(document, replay.Sessions.GetValueOrDefault(id)))
                differences.Add(new Difference(replay.User, nameof(ChatSession), id));
        }
        differences.AddRange(left.Select(missing => new Difference(replay.User, nameof(ChatSession), missing)));
        return differences;
    }

    private static async IAsyncEnumerable<(long Id, string Document)> SessionsAsync(
        IDocumentSession storage, string user, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        foreach (var row in await storage.QueryAsync<string>(StoredSessions, token, user))
        {
            using var parsed = JsonDocument.Parse(row);
            yield return (parsed.RootElement.GetProperty("id").GetInt64(), parsed.RootElement.GetProperty("data").GetRawText());
        }
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
internal sealed record Difference(string User, string Document, long? SessionId);
