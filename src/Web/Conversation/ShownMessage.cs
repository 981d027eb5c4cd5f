using System.Text;

namespace Chat.Web.Conversation;

/// <summary>A message that the page holds. It tells its own changes, so that nothing else renders while it grows.</summary>
public sealed class ShownMessage(Message message)
{
    // Only of a message that grows: an append costs its own length, not that of the whole text.
    private StringBuilder? _text;
    private Message _message = message;
    private long _length = LengthOf(message.Content);
    private bool _hasGrown;

    /// <summary>Raised after the message changed.</summary>
    public event Action? Changed;

    public long Id => _message.Id;

    /// <summary>When it was posted, in the reader's zone.</summary>
    public DateOnly Day { get; } = DateOnly.FromDateTime(message.CreatedAt.ToLocalTime().DateTime);

    public long Sequence => _message.Sequence;

    /// <summary>Its agent still writes it.</summary>
    public bool IsGrowing => _message.Status == MessageStatus.Streaming;

    /// <summary>The message with its text so far.</summary>
    public Message Message
    {
        get
        {
            if (_hasGrown)
                (_message, _hasGrown) = (_message with { Content = _text!.ToString() }, false);
            return _message;
        }
    }

    /// <summary>Takes a newer state; an older one changes nothing.</summary>
    public void Update(Message message)
    {
        if (message.UpdatedAt < _message.UpdatedAt)
            return;
        // An answer to a call may have been overtaken by text from the feed.
        var isOvertaken = IsGrowing && message.Status == MessageStatus.Streaming && message.Revision == _message.Revision && LengthOf(message.Content) < _length;
        Replace(isOvertaken ? message with { Content = Message.Content } : message);
    }

    /// <summary>Takes any state.</summary>
    public void Replace(Message message)
    {
        (_message, _text, _hasGrown, _length) = (message, null, false, LengthOf(message.Content));
        Changed?.Invoke();
    }

    /// <summary>Adds text behind the first <paramref name="offset"/> code points; text that is there already changes nothing.</summary>
    /// <returns>False when text before it is missing.</returns>
    public bool Append(long offset, string delta)
    {
        var end = offset + LengthOf(delta);
        if (end <= _length || _message.Status == MessageStatus.Deleted)
            return true;
        if (offset > _length)
            return false;
        _text ??= new StringBuilder(_message.Content);
        if (offset < _length)
            _text.Length = UnitsOf(_text.ToString(), offset);
        _text.Append(delta);
        (_length, _hasGrown) = (end, true);
        Changed?.Invoke();
        return true;
    }

    // The service counts code points, .NET UTF-16 units.
    private static long LengthOf(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static int UnitsOf(string text, long codePoints)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (codePoints-- == 0)
                break;
            units += rune.Utf16SequenceLength;
        }
        return units;
    }
}
