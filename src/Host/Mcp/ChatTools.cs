using Chat.Features.Messages.GetContext;
using Chat.Features.Messages.ListMessages;
using Chat.Features.Search.SearchMessages;
using Chat.Features.Sessions.ListSessions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Chat.Host.Mcp;

/// <summary>The tools: each is a command or query of the API, with a description for models.</summary>
internal sealed class ChatTools(IOptions<ChatOptions> options)
{
    public const string KeyDescription =
        "Names this call: a new UUID for each. Only to repeat a call whose answer was lost, give the same key and arguments again: the first answer comes again, and nothing is done twice.";

    public const int MostOfKey = IdempotencyKey.MaxLength;

    private IReadOnlyList<McpServerTool>? _all;

    /// <summary>Made once, for the first call.</summary>
    public IReadOnlyList<McpServerTool> All => _all ??=
    [
        Tool<ListSessionsQuery, ListSessionsResponse>(
            "list_sessions", "List sessions", Reads,
            "Lists the user's sessions, newest last message first, without their messages. Filters combine with AND. "
            + "To read all sessions, give `limit`, and then the `next_cursor` of each answer as `after`, until it is null; they come newest creation first.",
            async (query, call) => await call.SendAsync(query)),
        Tool<CreateSessionArguments, SessionResponse>(
            "create_session", "Create a session", Displaces,
            "Creates an active session of the user and answers it; its `id` is the `session_id` of the other tools. "
            + "A user has a limited number of active sessions of an agent type: over it, those with the oldest last message become inactive, and `deactivated_session_ids` names them.",
            async (session, call) => (await call.SendAsync(session.ToCommand())).ToResponse()),
        Tool<GetContextQuery, GetContextResponse>(
            "get_context", "Get the context of a session", Reads,
            "Reads what of a session fits into `max_tokens`, oldest first: its system messages, then the newest of the others, from a question on. Use it to go on with a conversation. "
            + "`omitted` counts the messages that are left out; `truncated` is true when even the newest message did not fit.",
            async (query, call) => await call.SendAsync(query)),
        Tool<ListMessagesQuery, ListMessagesResponse>(
            "list_messages", "List the messages of a session", Reads,
            "Reads any part of a session, in the order of `sequence`: a page, or with `after_sequence` or `before_sequence` the `limit` messages behind or before that one.",
            async (query, call) => await call.SendAsync(query)),
        Tool<SearchMessagesQuery, SearchMessagesResponse>(
            "search_messages", "Search messages and titles", Reads,
            "Finds messages and session titles of the user by their words, newest first. Case and accents do not count. A hit in a title has no `message`. "
            + "An answer may have fewer hits than `limit`: go on with `next_cursor` as `cursor` until it is null.",
            async (query, call) => await call.SendAsync(query)),
        Tool<PostMessageArguments, ChatMessage>(
            "post_message", "Post a message", Adds,
            "Adds a whole message at the end of a session and answers it with its `sequence`. It can't be taken back with these tools.",
            async (message, call) => await call.SendAsync(message.ToCommand())),
    ];

    private static ToolAnnotations Reads => new() { ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false };

    private static ToolAnnotations Adds => new() { ReadOnlyHint = false, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false };

    // Destructive, since other sessions may become inactive, and inactive ones are purged one day.
    private static ToolAnnotations Displaces => new() { ReadOnlyHint = false, IdempotentHint = true, DestructiveHint = true, OpenWorldHint = false };

    private ChatTool<TArguments> Tool<TArguments, TResult>(
        string name, string title, ToolAnnotations annotations, string description, Func<TArguments, ToolCall, Task<object>> send) where TArguments : class =>
        new(
            new Tool
            {
                Name = name,
                Title = title,
                Description = description,
                Annotations = annotations,
                InputSchema = ToolSchema.OfArguments<TArguments>(options.Value),
                OutputSchema = ToolSchema.OfResult<TResult>(),
            },
            send);
}
