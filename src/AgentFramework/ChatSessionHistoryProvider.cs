using System.Runtime.CompilerServices;
using Chat.AgentFramework.History;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.AgentFramework;

/// <summary>
/// The history of an agent in sessions of the Chat service. The id of the Chat session lies in the agent session; one without gets a new Chat session with
/// its first message. Question and answer are stored together when a run ends; also the question alone, when the model fails or the run is cancelled.
/// <see cref="DraftingChatClient"/> stores both while they come.
/// </summary>
/// <remarks>
/// <para>One instance serves any number of agents and sessions at once.</para>
/// <para>An agent's token may not post what users say: post it as the user, and give the run <see cref="ChatMessages.ToChatMessage"/> of it, or no message.</para>
/// <para>Treat the history like input of the user: who may write to the session may post messages of any type, with metadata of any kind. The role of a message is the one
/// of its type in the service, whatever its metadata say, and <see cref="ChatHistoryOptions.HistoryFilter"/> may leave messages out.</para>
/// </remarks>
public sealed partial class ChatSessionHistoryProvider : ChatHistoryProvider
{
    private const int MostTokens = 1_000_000;

    private readonly IChatApi _chat;
    private readonly ChatHistoryOptions _options;
    private readonly ILogger _logger;
    private readonly SessionLink _link;
    private readonly SessionWriter _writer;
    private readonly MessageParts _parts;

    // Runs that go on, nothing of a session. The framework does not say which run it is when a consumer breaks off: then the question tells.
    private readonly ConditionalWeakTable<AgentRunContext, ChatRun> _runs = [];
    private readonly ConditionalWeakTable<AIContent, ChatRun> _runsByRequest = [];

    /// <param name="chat">A client of the user, or of an agent for the user.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="logger">Gets what could not be stored of a run that failed itself.</param>
    public ChatSessionHistoryProvider(IChatApi chat, ChatHistoryOptions? options = null, ILogger<ChatSessionHistoryProvider>? logger = null)
        : base(options?.HistoryFilter, options?.RequestFilter ?? OfTheCaller)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options?.MaxMessageLength ?? 1, 1, nameof(options));
        (_chat, _options, _logger) = (chat, options ?? new ChatHistoryOptions(), logger ?? NullLogger<ChatSessionHistoryProvider>.Instance);
        _link = new SessionLink(chat, _options, StateKeys[0]);
        (_writer, _parts) = (new SessionWriter(chat, _options.StoreTimeout), new MessageParts(_options));
    }

    /// <summary>The Chat session of an agent session; null while it has none.</summary>
    public long? GetChatSessionId(AgentSession session) => _link.Find(session);

    /// <summary>Lets an agent session go on in a Chat session that is there.</summary>
    public void SetChatSessionId(AgentSession session, long sessionId) => _link.Set(session, sessionId);

    internal IChatApi Chat => _chat;

    internal ChatHistoryOptions Options => _options;

    internal MessageParts Parts => _parts;

    /// <summary>The run of an agent that uses this history; null outside of one.</summary>
    internal ChatRun? CurrentRun => AIAgent.CurrentRunContext is { } context && _runs.TryGetValue(context, out var run) ? run : null;

    /// <inheritdoc/>
    protected override async ValueTask<IEnumerable<ChatMessage>> InvokingCoreAsync(InvokingContext context, CancellationToken cancellationToken = default)
    {
        var request = context.RequestMessages.ToList();
        var run = AIAgent.CurrentRunContext is { } current ? _runs.GetValue(current, _ => new ChatRun(context.Session)) : new ChatRun(context.Session);
        foreach (var content in request.SelectMany(message => message.Contents))
            _runsByRequest.AddOrUpdate(content, run);
        var messages = (await base.InvokingCoreAsync(context, cancellationToken)).ToList();
        run.Begin(request, messages);
        return messages;
    }

    /// <inheritdoc/>
    protected override async ValueTask<IEnumerable<ChatMessage>> ProvideChatHistoryAsync(InvokingContext context, CancellationToken cancellationToken = default)
    {
        var request = context.RequestMessages.ToList();
        if (_link.Find(context.Session) is not { } sessionId)
            return [];
        var history = await ReadAsync(sessionId, _options.MaxTokens, request, cancellationToken);
        if (ToolPairs.IsMissingCall(history, request))
        {
            // The budget ends inside of the turn that goes on, which can't be cut.
            history = await ReadAsync(sessionId, MostTokens, request, cancellationToken);
            history = history[Math.Max(0, history.FindLastIndex(message => message.Role == ChatRole.User))..];
        }
        return ToolPairs.Match(history, request);
    }

    /// <inheritdoc/>
    protected override async ValueTask InvokedCoreAsync(InvokedContext context, CancellationToken cancellationToken = default)
    {
        // What was said is stored after a cancellation too, in a time of its own.
        if (context.InvokeException is null)
        {
            await base.InvokedCoreAsync(context, CancellationToken.None);
            return;
        }
        try
        {
            await base.InvokedCoreAsync(new InvokedContext(context.Agent, context.Session, context.RequestMessages, []), CancellationToken.None);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The caller gets the error of the run.
            LogNotStored(error);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask StoreChatHistoryAsync(InvokedContext context, CancellationToken cancellationToken = default) =>
        await StoreAsync(RunOf(context), context.RequestMessages.Concat(context.ResponseMessages ?? []), cancellationToken);

    /// <summary>Stores what of a request and of the input of a model is not stored yet.</summary>
    internal Task StoreInputAsync(ChatRun run, IEnumerable<ChatMessage> messages, CancellationToken token)
    {
        var input = run.Request.Concat(messages.Except(run.Request)).Where(message => run.Rest(message) is not null);
        return StoreAsync(run, (_options.RequestFilter ?? OfTheCaller)(input), token);
    }

    /// <exception cref="InvalidOperationException">An agent can't store what the user says; the others are stored.</exception>
    internal async Task StoreAsync(ChatRun run, IEnumerable<ChatMessage> messages, CancellationToken token)
    {
        var rest = messages.Select(message => (Message: message, ToStore: run.Rest(message))).Where(each => each.ToStore is not null).ToList();
        if (rest.Count == 0)
            return;
        var sessionId = await _link.FindOrCreateAsync(run.Session, rest.Select(each => each.Message), token);
        try
        {
            await PostAsync(rest);
        }
        catch (ChatException refused) when (refused.Status == HttpStatusCode.Forbidden && rest.Exists(each => each.Message.Role == ChatRole.User))
        {
            await PostAsync(rest.FindAll(each => each.Message.Role != ChatRole.User));
            throw new InvalidOperationException(
                "An agent's token can't store what the user says. Post it as the user, and give the run ToChatMessage() of it, or no message.", refused);
        }

        async Task PostAsync(List<(ChatMessage Message, ChatMessage? ToStore)> those)
        {
            await _writer.PostAsync(sessionId, those.SelectMany(each => _parts.Of(each.ToStore!)), token);
            those.ForEach(each => run.Add(each.Message));
        }
    }

    internal Task<long> SessionOfAsync(ChatRun run, CancellationToken token) => _link.FindOrCreateAsync(run.Session, [], token);

    internal Task PostAsync(long sessionId, IEnumerable<NewMessage> messages, CancellationToken token) => _writer.PostAsync(sessionId, messages, token);

    private async Task<List<ChatMessage>> ReadAsync(long sessionId, int maxTokens, List<ChatMessage> request, CancellationToken token)
    {
        var given = request.Select(message => message.GetChatMessageId()).ToHashSet();
        var context = await _chat.GetContextAsync(sessionId, maxTokens, token);
        return HistoryReader.Read(context.Messages.Where(message => !given.Contains(message.Id)));
    }

    private ChatRun RunOf(InvokedContext context)
    {
        var run = CurrentRun;
        _ = run is not null || context.RequestMessages.SelectMany(message => message.Contents).Any(content => _runsByRequest.TryGetValue(content, out run));
        return run ?? new ChatRun(context.Session);
    }

    private static IEnumerable<ChatMessage> OfTheCaller(IEnumerable<ChatMessage> messages) =>
        messages.Where(message => message.GetAgentRequestMessageSourceType() != AgentRequestMessageSourceType.AIContextProvider);

    [LoggerMessage(Level = LogLevel.Error, Message = "The question of a run that failed could not be stored")]
    private partial void LogNotStored(Exception error);
}
