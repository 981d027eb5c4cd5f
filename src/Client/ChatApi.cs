using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Chat.Client.Live;

namespace Chat.Client;

/// <summary>What takes several calls.</summary>
public static class ChatApi
{
    private const int MessagesAtOnce = 200, SessionsAtOnce = 100;

    /// <summary>All sessions, newest creation first: each that is there throughout comes exactly once.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static IAsyncEnumerable<Session> ListSessionsAsync(
        this IChatApi chat, AgentType? agentType = null, bool? isActive = null, string? search = null) =>
        PagedEnumerable.FromCursor<SessionPage, Session>(
            (after, token) => chat.WalkSessionsAsync(SessionsAtOnce, after, agentType, isActive, search, token),
            page => page.Sessions,
            page => page.NextCursor);

    /// <summary>Everything that a search finds, newest first.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static IAsyncEnumerable<SearchHit> SearchAsync(
        this IChatApi chat,
        string query,
        AgentType? agentType = null,
        bool? isActive = null,
        long? sessionId = null,
        MessageType? messageType = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null) =>
        PagedEnumerable.FromCursor<SearchPage, SearchHit>(
            (cursor, token) => chat.GetSearchPageAsync(query, agentType, isActive, sessionId, messageType, from, to, SessionsAtOnce, cursor, token),
            page => page.Hits,
            page => page.NextCursor);

    /// <summary>The messages of a session by sequence, after a place.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async IAsyncEnumerable<Message> ListMessagesAsync(
        this IChatApi chat,
        long sessionId,
        long afterSequence = 0,
        MessageType? messageType = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var hasNext = true; hasNext;)
        {
            var page = await chat.WalkMessagesAsync(sessionId, MessagesAtOnce, afterSequence, messageType: messageType, cancellationToken: cancellationToken);
            foreach (var message in page.Messages)
                yield return message;
            hasNext = page.HasNext && page.Messages.Count > 0;
            afterSequence = hasNext ? page.Messages[^1].Sequence : afterSequence;
        }
    }

    /// <summary>
    /// What happens from now on, or after a place, in order, each event exactly once. It reconnects by itself after any break, until cancelled; that of
    /// one session ends when the session is gone.
    /// </summary>
    /// <param name="chat">The client.</param>
    /// <param name="sessionId">Only events of this session.</param>
    /// <param name="after">
    /// The <see cref="ChatEvent.Id"/> of the last event that is known. Null begins now, with a <see cref="Reset"/>: what is read after it misses nothing.
    /// </param>
    /// <param name="time">The clock of its pauses.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ChatException">The token is not valid, or there is no such session.</exception>
    public static async IAsyncEnumerable<ChatEvent> WatchAsync(
        this IChatApi chat,
        long? sessionId = null,
        long? after = null,
        TimeProvider? time = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var reader = new EventReader(chat, sessionId, after, time ?? TimeProvider.System);
        await foreach (var e in reader.ReadAsync(cancellationToken))
            yield return e;
    }

    /// <summary>Begins an assistant's message that is written while it comes.</summary>
    /// <param name="chat">The client.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="agentType">The kind of agent that speaks.</param>
    /// <param name="metadata">Data of your own.</param>
    /// <param name="idempotencyKey">Of several calls with this key one begins a message: another body under it is a 409.</param>
    /// <param name="time">The clock of its pauses.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<MessageDraft> StartMessageAsync(
        this IChatApi chat,
        long sessionId,
        AgentType agentType,
        JsonObject? metadata = null,
        string? idempotencyKey = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var message = new NewMessage("", MessageType.Assistant, agentType, metadata, MessageStatus.Streaming);
        return new MessageDraft(chat, await chat.PostMessageAsync(sessionId, message, null, idempotencyKey, cancellationToken), time ?? TimeProvider.System);
    }

    /// <summary>Goes on with a streaming message, at the end of its text.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<MessageDraft> ResumeMessageAsync(
        this IChatApi chat, long sessionId, long messageId, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        new(chat, await chat.GetMessageAsync(sessionId, messageId, cancellationToken), time ?? TimeProvider.System);

    /// <summary>Writes an assistant's message while it comes: finished when the writing returns, given up when it throws.</summary>
    /// <returns>The finished message.</returns>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<Message> WriteMessageAsync(
        this IChatApi chat,
        long sessionId,
        AgentType agentType,
        Func<MessageDraft, Task> write,
        JsonObject? metadata = null,
        CancellationToken cancellationToken = default)
    {
        await using var draft = await chat.StartMessageAsync(sessionId, agentType, metadata, cancellationToken: cancellationToken);
        try
        {
            await write(draft);
        }
        catch
        {
            draft.GiveUp();
            throw;
        }
        return await draft.FinishAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The entity tag of a session, for <c>ifMatch</c>.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<string?> GetSessionTagAsync(this IChatApi chat, long sessionId, CancellationToken cancellationToken = default)
    {
        using var response = await OkAsync(chat.GetSessionResponseAsync(sessionId, cancellationToken));
        return response.Headers.ETag?.ToString();
    }

    /// <summary>A message with its entity tag, for <c>ifMatch</c>.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<TaggedMessage> GetTaggedMessageAsync(this IChatApi chat, long sessionId, long messageId, CancellationToken cancellationToken = default)
    {
        using var response = await OkAsync(chat.GetMessageResponseAsync(sessionId, messageId, cancellationToken));
        try
        {
            var json = await response.Content.ReadAsStringAsync(cancellationToken);
            return new TaggedMessage(JsonSerializer.Deserialize(json, ChatJson.Default.Message)!, response.Headers.ETag?.ToString(), json);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or JsonException)
        {
            throw ChatException.Unreadable(error);
        }
    }

    /// <summary>Everything of the user, as lines of JSON. Dispose the stream; reading it throws <see cref="IOException"/> when the connection breaks.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async Task<Stream> ExportAsync(this IChatApi chat, CancellationToken cancellationToken = default) =>
        await (await OkAsync(chat.OpenExportAsync(cancellationToken))).Content.ReadAsStreamAsync(cancellationToken);

    /// <summary>Brings sessions from a file, and tells how far it is. What a broken call stored is skipped when the file is sent again.
    /// The stream is disposed.</summary>
    /// <exception cref="ChatException">As for every call.</exception>
    public static async IAsyncEnumerable<ImportLine> ImportAsync(
        this IChatApi chat, Stream file, ImportFormat? format = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(format is null ? "application/x-ndjson" : "application/json");
        using var response = await OkAsync(chat.OpenImportAsync(content, format, cancellationToken: cancellationToken));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await NextLineAsync(reader, cancellationToken) is { } line)
            yield return line;
    }

    private static async Task<ImportLine?> NextLineAsync(StreamReader reader, CancellationToken token)
    {
        try
        {
            return await reader.ReadLineAsync(token) is { } line ? JsonSerializer.Deserialize(line, ChatJson.Default.ImportLine) : null;
        }
        catch (Exception error) when (error is IOException or HttpRequestException or JsonException)
        {
            throw ChatException.Unreadable(error);
        }
    }

    private static async Task<HttpResponseMessage> OkAsync(Task<HttpResponseMessage> call)
    {
        var response = await call;
        if (await ChatException.OfAsync(response) is not { } error)
            return response;
        response.Dispose();
        throw error;
    }
}
