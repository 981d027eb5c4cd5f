namespace Chat.Web.Conversation;

/// <summary>
/// The messages of a session that the page holds: some in a row around what is seen, however long the session is. Sequences have no gaps,
/// so the place of a message follows from its sequence, and a jump to the middle is one call, like one to the end.
/// </summary>
public sealed class MessageWindow(IChatApi chat, long sessionId)
{
    /// <summary>How many messages are read at once.</summary>
    public const int Part = 50;

    /// <summary>How many are held; also the most that one call reads.</summary>
    public const int Most = 200;

    // The largest sequence that the service takes.
    private const long BeyondAll = (1L << 53) - 1;

    private readonly MessageRun _run = new();
    private WindowLoad? _load;
    private long _seen;

    /// <summary>Raised after messages came or went. What changes in a message, the message tells.</summary>
    public event Action? Changed;

    public IReadOnlyList<ShownMessage> Messages => _run.Messages;

    /// <summary>The sequence of the first message that is held.</summary>
    public long First => _run.Before + 1;

    /// <summary>The sequence of the last message that is held.</summary>
    public long Last => _run.Last;

    /// <summary>The sequence of the session's newest message.</summary>
    public long Total { get; private set; }

    public bool IsAtStart => _run.Before == 0;

    public bool IsAtEnd => Last >= Total;

    /// <summary>Whether the reader is at the end, and sees what comes.</summary>
    public bool IsFollowing
    {
        get;
        set
        {
            field = value;
            NoteSeen();
        }
    } = true;

    /// <summary>How many messages came since the reader last was at the end.</summary>
    public long NewCount => Total - Math.Min(_seen, Total);

    public Task ShowEndAsync()
    {
        IsFollowing = true;
        return JumpAsync(ReadEndAsync);
    }

    /// <summary>Shows a message with those around it; the end, when there is no such message.</summary>
    public async Task ShowAroundAsync(long sequence)
    {
        IsFollowing = false;
        await JumpAsync(async () =>
        {
            var page = await chat.WalkMessagesAsync(sessionId, Part, afterSequence: Math.Clamp(sequence - (Part / 2), 0, BeyondAll));
            return page.Messages.Count > 0 ? page : await ReadEndAsync();
        });
        _seen = Math.Max(_seen, Total);
    }

    /// <returns>Whether there was more.</returns>
    public Task<bool> LoadOlderAsync() => IsAtStart || _load is not null ? Task.FromResult(false) : LoadAsync(
        new WindowLoad(),
        () => chat.WalkMessagesAsync(sessionId, Part, beforeSequence: First),
        page =>
        {
            var isMore = _run.TryPrepend(page.Messages);
            _run.TrimEnd(Most);
            return isMore;
        });

    /// <returns>Whether there was more.</returns>
    public Task<bool> LoadNewerAsync() => IsAtEnd || _load is not null ? Task.FromResult(false) : LoadAsync(
        new WindowLoad(),
        () => chat.WalkMessagesAsync(sessionId, Part, afterSequence: Last),
        page =>
        {
            var isMore = _run.TryAppend(page.Messages);
            _run.TrimStart(Most);
            return isMore;
        });

    /// <summary>Reads what is held anew, without leaving the place. At the end it stays at the end.</summary>
    public Task ReloadAsync()
    {
        if (_load is not { IsJump: true } jump)
            return JumpAsync(ReadAgainAsync);
        // What is under way may be from before.
        jump.IsStale = true;
        return Task.CompletedTask;
    }

    /// <summary>Takes an event of any session, or the message that a call answered.</summary>
    /// <returns>False when text is missing before a delta: then <see cref="ReloadAsync"/> brings it.</returns>
    public bool Apply(ChatEvent e)
    {
        if (SessionOf(e) != sessionId)
            return true;
        _load?.Events.Add(e);
        return ApplyTo(e, isMine: static _ => true);
    }

    private Task<MessagePage> ReadEndAsync() => chat.WalkMessagesAsync(sessionId, Part, beforeSequence: BeyondAll);

    private async Task<MessagePage> ReadAgainAsync()
    {
        if (Messages.Count == 0)
            return await ReadEndAsync();
        var page = await chat.WalkMessagesAsync(sessionId, Most, afterSequence: _run.Before);
        return page.Messages.Count == 0 || (IsFollowing && page.HasNext) ? await ReadEndAsync() : page;
    }

    // A jump takes the place of what is under way.
    private Task<bool> JumpAsync(Func<Task<MessagePage>> read) => LoadAsync(new WindowLoad { IsJump = true }, read, page =>
    {
        Total = page.TotalCount;
        _run.Replace(page.Messages, Total);
        return true;
    });

    // Events that come meanwhile are told to what is read, too: they may be newer. What is read is never older than events from before.
    private async Task<bool> LoadAsync(WindowLoad load, Func<Task<MessagePage>> read, Func<MessagePage, bool> merge)
    {
        _load = load;
        try
        {
            MessagePage page;
            do
            {
                load.Begin();
                page = await read();
            }
            while (load.IsStale && _load == load);
            if (_load != load || !merge(page))
                return false;
            Total = Math.Max(Total, page.TotalCount);
            var isRead = page.Messages.Select(message => message.Id).ToHashSet();
            foreach (var e in load.Events)
                ApplyTo(e, isRead.Contains);
            NoteSeen();
        }
        finally
        {
            if (_load == load)
                _load = null;
        }
        Changed?.Invoke();
        return true;
    }

    private bool ApplyTo(ChatEvent e, Func<long, bool> isMine)
    {
        if (e is MessageDelta delta)
            return !isMine(delta.MessageId) || (_run.Find(delta.MessageId)?.Append(delta.Offset, delta.Delta) ?? true);
        var message = ((MessageEvent)e).Message;
        if (message.Sequence > Last)
            Add(message);
        else if (isMine(message.Id))
            _run.Find(message)?.Update(message);
        return true;
    }

    private void Add(Message message)
    {
        // A reader who looks at earlier messages keeps them.
        if ((IsFollowing || Messages.Count < Most) && _run.TryAppend([message]) && Messages.Count > Most)
            _run.TrimStart(Most - Part);
        Total = Math.Max(Total, message.Sequence);
        NoteSeen();
        Changed?.Invoke();
    }

    private static long? SessionOf(ChatEvent e) => e switch
    {
        MessageEvent of => of.Message.SessionId,
        MessageDelta of => of.SessionId,
        _ => null,
    };

    private void NoteSeen() => _seen = IsFollowing && IsAtEnd ? Total : _seen;
}
