using Chat.AgentFramework.History;

namespace Chat.AgentFramework.Drafts;

/// <summary>What a model streams: each text of an assistant becomes a draft, and every other message is stored when it is complete.</summary>
internal sealed class DraftedAnswer(ChatSessionHistoryProvider history, ChatRun run)
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly List<string> _texts = [];
    private readonly StringBuilder _text = new();
    private string? _messageId;
    private ChatRole? _role;
    private string _group = "";
    private MessageDraft? _draft;
    private long _length;

    internal async Task AddAsync(ChatResponseUpdate update, CancellationToken token)
    {
        if (_updates.Count > 0 && IsOfAnother(update))
            await CompleteAsync();
        // By its id the provider knows the message later.
        if (string.IsNullOrEmpty(update.MessageId))
            update.MessageId = _messageId ?? Guid.NewGuid().ToString("N");
        (_messageId, _role) = (update.MessageId, update.Role ?? _role);
        _updates.Add(update);
        if ((_role ?? ChatRole.Assistant) != ChatRole.Assistant)
            return;
        foreach (var text in update.Contents.OfType<TextContent>().Where(text => text.Text.Length > 0))
            await WriteAsync(text.Text, token);
    }

    /// <summary>The message is whole.</summary>
    internal async Task CompleteAsync()
    {
        if (_updates.Count == 0)
            return;
        var messages = _updates.ToChatResponse().Messages;
        var message = messages.Count == 1 ? messages[0] : new ChatMessage(_role ?? ChatRole.Assistant, [.. messages.SelectMany(each => each.Contents)]);
        message.MessageId = _messageId;
        if (_draft is { } draft)
        {
            _texts.Add(_text.ToString());
            var metadata = MessageParts.MetadataOf(message, _texts, isPlaceholder: false, _group);
            _draft = null;
            await draft.FinishAsync(metadata[_texts.Count - 1], CancellationToken.None).WaitAsync(history.Options.StoreTimeout);
            if (metadata.Count > _texts.Count)
                await history.PostAsync(draft.Message.SessionId, metadata.Skip(_texts.Count).Select(each => history.Parts.NewPart(message, null, each)), CancellationToken.None);
            run.Add(message);
        }
        else if (message.Contents.Count > 0)
        {
            await history.StoreAsync(run, [message], CancellationToken.None);
        }
        Clear();
    }

    /// <summary>No more comes. Text stays as it is; of anything else only what tools did counts.</summary>
    internal async Task GiveUpAsync()
    {
        try
        {
            if (_role == ChatRole.Tool)
                await CompleteAsync();
            if (_draft is not null)
                await _draft.AbortAsync(CancellationToken.None).WaitAsync(history.Options.StoreTimeout);
        }
        catch (Exception error) when (error is ChatException or TimeoutException)
        {
            // The service interrupts it itself later. The reason to give it up is what the caller gets.
        }
    }

    // As ToChatResponse puts messages together.
    private bool IsOfAnother(ChatResponseUpdate update) =>
        (!string.IsNullOrEmpty(update.MessageId) && update.MessageId != _messageId) || (update.Role is { } role && _role is not null && role != _role);

    private async Task WriteAsync(string text, CancellationToken token)
    {
        var most = history.Options.MaxMessageLength;
        for (var start = 0; start < text.Length;)
        {
            var end = Texts.End(text, start, most - _length);
            if (end == start)
            {
                await FinishPartAsync(token);
                continue;
            }
            _draft ??= await StartAsync(token);
            await _draft.AppendAsync(text[start..end], token);
            _text.Append(text, start, end - start);
            _length += Texts.Count(text[start..end]);
            start = end;
        }
    }

    private async Task<MessageDraft> StartAsync(CancellationToken token)
    {
        if (_texts.Count == 0)
            _group = Guid.NewGuid().ToString("N");
        var sessionId = await history.SessionOfAsync(run, token);
        var mark = new MessageMark(Group: _group, Part: _texts.Count + 1);
        return await Patience.RunAsync(
            (key, limit) => history.Chat.StartMessageAsync(
                sessionId, history.Options.AgentType, new JsonObject { [MessageMark.Member] = mark.ToJson() }, key, cancellationToken: limit),
            history.Options.StoreTimeout,
            token);
    }

    // The next part goes on in another message.
    private async Task FinishPartAsync(CancellationToken token)
    {
        await _draft!.FinishAsync(cancellationToken: token);
        _draft = null;
        _texts.Add(_text.ToString());
        _text.Clear();
        _length = 0;
    }

    private void Clear()
    {
        _updates.Clear();
        _texts.Clear();
        _text.Clear();
        (_messageId, _role, _length) = (null, null, 0);
    }
}
