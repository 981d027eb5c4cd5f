namespace Chat.Web.Conversation;

/// <summary>Messages of a session that follow each other: where one stands follows from its sequence.</summary>
internal sealed class MessageRun
{
    private readonly List<ShownMessage> _messages = [];

    public IReadOnlyList<ShownMessage> Messages => _messages;

    /// <summary>The sequence before the first one.</summary>
    public long Before { get; private set; }

    /// <summary>The sequence of the last one.</summary>
    public long Last => Before + _messages.Count;

    /// <summary>Holds these messages from now on. Those that are held already keep their place on the page.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="before">The sequence before them, when there are none.</param>
    public void Replace(IReadOnlyList<Message> messages, long before)
    {
        var known = _messages.ToDictionary(message => message.Id);
        _messages.Clear();
        foreach (var message in messages)
        {
            if (known.TryGetValue(message.Id, out var shown))
                shown.Replace(message);
            _messages.Add(shown ?? new ShownMessage(message));
        }
        Before = messages is [var first, ..] ? first.Sequence - 1 : before;
    }

    /// <returns>False when they don't end where the run begins.</returns>
    public bool TryPrepend(IReadOnlyList<Message> messages)
    {
        if (messages is not [.., var last] || last.Sequence != Before)
            return false;
        _messages.InsertRange(0, messages.Select(message => new ShownMessage(message)));
        Before -= messages.Count;
        return true;
    }

    /// <summary>Adds those that are not held yet.</summary>
    /// <returns>False when there are none, or they don't begin where the run ends.</returns>
    public bool TryAppend(IEnumerable<Message> messages)
    {
        var more = messages.SkipWhile(message => message.Sequence <= Last).ToList();
        if (more is not [var first, ..] || first.Sequence != Last + 1)
            return false;
        _messages.AddRange(more.Select(message => new ShownMessage(message)));
        return true;
    }

    /// <summary>Drops the first ones.</summary>
    public void TrimStart(int most)
    {
        var count = Math.Max(0, _messages.Count - most);
        _messages.RemoveRange(0, count);
        Before += count;
    }

    /// <summary>Drops the last ones.</summary>
    public void TrimEnd(int most)
    {
        if (_messages.Count > most)
            _messages.RemoveRange(most, _messages.Count - most);
    }

    /// <returns>Null when it is not held.</returns>
    public ShownMessage? Find(Message message) =>
        message.Sequence > Before && message.Sequence <= Last && _messages[(int)(message.Sequence - Before - 1)] is var shown && shown.Id == message.Id ? shown : null;

    // From the end: what grows is there.
    public ShownMessage? Find(long id) => _messages.FindLast(message => message.Id == id);
}
