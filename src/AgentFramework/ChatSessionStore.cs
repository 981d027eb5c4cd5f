using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Chat.AgentFramework.History;

namespace Chat.AgentFramework;

/// <summary>
/// Agent sessions in the Chat service. Each key has an inactive Chat session of its own, found by its title on any host, and the newest message there holds the
/// serialized agent session, whatever its size. Agents are told apart by their names, keys by their session id and all of their partitions. Of two that save
/// under a key the last one counts.
/// </summary>
/// <remarks>
/// <para>It lies in the data of the user of the client, and is gone when everything of the user is erased; or, like every inactive session, when it was not saved for
/// <c>CHAT_SESSION_CLEANUP_DAYS</c>. Where the service keeps no history it keeps no agent sessions.</para>
/// <para>Lists of all sessions show them, lists of active ones do not. Their titles have 78 code points, which <c>CHAT_TITLE_MAX_LENGTH</c> must allow.</para>
/// <para>An agent's token may delete what it saved itself; a user's token everything.</para>
/// </remarks>
/// <param name="chat">A client of the user, or of an agent for the user.</param>
/// <param name="agentType">The kind of agent of these Chat sessions.</param>
[Experimental("MAAI001")]
public sealed class ChatSessionStore(IChatApi chat, AgentType agentType = AgentType.Primary) : AgentSessionStore
{
    private const int MessagesAtOnce = 200;

    // Metadata may have 65,536 bytes, and JSON in a string is longer.
    private const int SliceLength = 10_000;

    // A session that is saved, even unchanged, is not purged.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly SessionWriter _writer = new(chat, TimeSpan.FromSeconds(30));

    /// <inheritdoc/>
    /// <exception cref="ChatException">As for every call.</exception>
    public override async ValueTask<AgentSession?> GetSessionAsync(AIAgent agent, AgentSessionStoreKey key, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(TitleOf(agent, key), cancellationToken) is not { } sessionId || await ReadAsync(sessionId, cancellationToken) is not { } saved)
            return null;
        using var state = JsonDocument.Parse(saved.Json);
        return await agent.DeserializeSessionAsync(state.RootElement.Clone(), cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ChatException">As for every call.</exception>
    public override async ValueTask SaveSessionAsync(AIAgent agent, AgentSessionStoreKey key, AgentSession session, CancellationToken cancellationToken = default)
    {
        var json = (await agent.SerializeSessionAsync(session, cancellationToken: cancellationToken)).GetRawText();
        var sessionId = await FindOrCreateAsync(TitleOf(agent, key), cancellationToken);
        var before = await ReadAsync(sessionId, cancellationToken);
        if (before is not null && before.Json == json && DateTimeOffset.UtcNow - before.SavedAt < Fresh)
            return;
        var group = Guid.NewGuid().ToString("N");
        var slices = Texts.Split(json, SliceLength);
        await _writer.PostAsync(sessionId, slices.Select((slice, i) => new NewMessage("Agent session", MessageType.System, agentType, new JsonObject
        {
            [MessageMark.Member] = new MessageMark(null, slice, group, i + 1, i == slices.Count - 1 ? true : null, Placeholder: true).ToJson(),
        })), cancellationToken);
        foreach (var id in before?.MessageIds ?? [])
            await RemoveAsync(sessionId, id, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ChatException">As for every call.</exception>
    public override async ValueTask DeleteSessionAsync(AIAgent agent, AgentSessionStoreKey key, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(TitleOf(agent, key), cancellationToken) is not { } sessionId)
            return;
        await foreach (var message in chat.ListMessagesAsync(sessionId, cancellationToken: cancellationToken))
        {
            if (message.Status != MessageStatus.Deleted)
                await chat.DeleteMessageAsync(sessionId, message.Id, cancellationToken: cancellationToken);
        }
    }

    /// <summary>A hash, since keys may be long, and private.</summary>
    private static string TitleOf(AIAgent agent, AgentSessionStoreKey key)
    {
        var parts = (key.Partitions ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(part => part.Key, StringComparer.Ordinal);
        var identity = new JsonArray([agent.Name, key.SessionId, .. parts.SelectMany(part => (JsonNode?[])[part.Key, part.Value])]).ToJsonString();
        return "Agent session " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
    }

    private async Task<long?> FindAsync(string title, CancellationToken token)
    {
        var page = await chat.GetSessionPageAsync(agentType: agentType, search: title, cancellationToken: token);
        return page.Sessions.Where(session => session.Title == title).Min(session => (long?)session.Id);
    }

    private async Task<long> FindOrCreateAsync(string title, CancellationToken token)
    {
        if (await FindAsync(title, token) is { } found)
            return found;
        // Hosts that save the first time at once create one.
        var session = new NewSession(title, agentType, IsActive: false);
        var created = await chat.CreateSessionAsync(session, title, token);
        return await FindAsync(title, token)
            // It was erased since, but the key still has its answer.
            ?? (await chat.CreateSessionAsync(session, $"{title} after {created.Id}", token)).Id;
    }

    /// <summary>What was saved last, as far as it is whole; null for nothing.</summary>
    private async Task<SavedState?> ReadAsync(long sessionId, CancellationToken token)
    {
        var groups = new Dictionary<string, List<(Message Message, MessageMark Mark)>>(StringComparer.Ordinal);
        for (var before = long.MaxValue >> 10; ;)
        {
            var page = await chat.WalkMessagesAsync(sessionId, MessagesAtOnce, beforeSequence: before, cancellationToken: token);
            foreach (var message in page.Messages.Reverse())
            {
                if (message.Status == MessageStatus.Deleted || MessageMark.Of(message) is not { Group: { } group, Part: { } part } mark)
                    continue;
                if (!groups.TryGetValue(group, out var parts))
                    groups[group] = parts = [];
                parts.Insert(0, (message, mark));
                if (part == 1 && parts[^1].Mark.Last is true && parts.Count == parts[^1].Mark.Part)
                    return new SavedState(string.Concat(parts.Select(each => each.Mark.Json)), message.CreatedAt, [.. groups.Values.SelectMany(all => all).Select(each => each.Message.Id)]);
            }
            if (!page.HasPrevious || page.Messages.Count == 0)
                return null;
            before = page.Messages[0].Sequence;
        }
    }

    private async Task RemoveAsync(long sessionId, long messageId, CancellationToken token)
    {
        try
        {
            await chat.DeleteMessageAsync(sessionId, messageId, cancellationToken: token);
        }
        catch (ChatException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            // Another saved it. It is old now, and counts no more.
        }
    }

    private sealed record SavedState(string Json, DateTimeOffset SavedAt, IReadOnlyList<long> MessageIds);
}
