using System.Runtime.CompilerServices;

namespace Chat.AgentFramework.History;

/// <summary>The Chat session of an agent session: its id lies in the state bag, and so in the serialized session.</summary>
internal sealed class SessionLink(IChatApi chat, ChatHistoryOptions options, string stateKey)
{
    private const int TitleLength = 60;

    private readonly ProviderSessionState<SessionState> _state = new(
        _ => new SessionState(), stateKey, new JsonSerializerOptions(AgentAbstractionsJsonUtilities.DefaultOptions) { TypeInfoResolver = MarkJson.Default });

    // Runs of one agent session at the same time create one Chat session.
    private readonly ConditionalWeakTable<AgentSession, SemaphoreSlim> _locks = [];

    internal long? Find(AgentSession? session) => session is null ? null : _state.GetOrInitializeState(session).SessionId;

    internal void Set(AgentSession session, long sessionId) => _state.SaveState(session, new SessionState { SessionId = sessionId });

    /// <exception cref="ChatException">As for every call.</exception>
    internal async Task<long> FindOrCreateAsync(AgentSession? session, IEnumerable<ChatMessage> messages, CancellationToken token)
    {
        if (session is null)
            return await CreateAsync(messages, token);
        var mutex = _locks.GetValue(session, static _ => new SemaphoreSlim(1));
        await mutex.WaitAsync(token);
        try
        {
            if (Find(session) is { } known)
                return known;
            var created = await CreateAsync(messages, token);
            Set(session, created);
            return created;
        }
        finally
        {
            mutex.Release();
        }
    }

    private async Task<long> CreateAsync(IEnumerable<ChatMessage> messages, CancellationToken token)
    {
        var session = new NewSession(options.Title ?? TitleOf(messages), options.AgentType);
        return (await Patience.RunAsync((key, limit) => chat.CreateSessionAsync(session, key, limit), options.StoreTimeout, token)).Id;
    }

    private static string TitleOf(IEnumerable<ChatMessage> messages)
    {
        var question = Texts.Clean(messages.FirstOrDefault(message => message.Role == ChatRole.User)?.Text ?? "").Trim();
        var line = question.Split('\n', '\r')[0].Trim();
        return line.Length == 0 ? "New session" : line[..Texts.End(line, 0, TitleLength)];
    }
}
