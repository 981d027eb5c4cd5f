namespace Chat.Features.Transfer;

/// <summary>
/// The messages of one session and their earlier versions, as rows in a file: a slow client holds no lock while it sends them, and
/// their number is not bounded by memory.
/// </summary>
internal sealed class SessionSpool : IDisposable
{
    private const int RowsAtOnce = 1_000, CharactersAtOnce = 4 << 20;

    private static readonly JsonTypeInfo<ChatMessage> MessageJson = (JsonTypeInfo<ChatMessage>)ChatJson.Options.GetTypeInfo(typeof(ChatMessage));
    private static readonly JsonTypeInfo<MessageRevision> RevisionJson = (JsonTypeInfo<MessageRevision>)ChatJson.Options.GetTypeInfo(typeof(MessageRevision));

    private readonly bool _keepText;
    private readonly FileStream _file = TemporaryFile.Create();
    private readonly BinaryWriter _writer;
    private ChatMessage? _last;
    private long _lastRevision;

    internal SessionSpool(bool keepText) => (_keepText, _writer) = (keepText, new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true));

    internal CopiedMessages Counts { get; private set; } = new(0, 0, 0, 0, 0);

    internal DateTimeOffset? LastMessageAt => _last?.CreatedAt;

    /// <summary>Begins with the messages of another session.</summary>
    internal void Clear()
    {
        _writer.Flush();
        _file.SetLength(0);
        (_last, Counts) = (null, new(0, 0, 0, 0, 0));
    }

    /// <summary>Adds the next message, under its new ids and sequence.</summary>
    internal void Add(ChatMessage message, long id, long sessionId)
    {
        _last = message with { Id = id, SessionId = sessionId, Sequence = Counts.Total + 1 };
        _lastRevision = 0;
        Counts = message.Feedback?.Rating switch
        {
            FeedbackRating.Up => Counts with { Up = Counts.Up + 1 },
            FeedbackRating.Down => Counts with { Down = Counts.Down + 1 },
            _ => Counts,
        };
        var place = Counted(message.MessageType);
        _writer.Write(true);
        _writer.Write(id);
        _writer.Write(_last.Sequence);
        _writer.Write(_last.TypeWord);
        _writer.Write(place);
        _writer.Write(JsonSerializer.Serialize(Kept(_last), MessageJson));
    }

    /// <summary>Adds an earlier version of the last message.</summary>
    /// <exception cref="InvalidDataException">There is no such message, or it has no place for this revision.</exception>
    internal void AddRevision(ChatMessage earlier)
    {
        if (_last is null)
            throw new InvalidDataException("an earlier version must follow its message");
        if (earlier.Revision <= _lastRevision || earlier.Revision >= _last.Revision)
            throw new InvalidDataException("revision must be behind that of the version before, and before that of the message");
        _lastRevision = earlier.Revision;
        if (!_keepText)
            return;
        var revision = MessageRevision.Of(earlier with { Id = _last.Id, SessionId = _last.SessionId, Sequence = _last.Sequence });
        _writer.Write(false);
        _writer.Write(revision.Id);
        _writer.Write(revision.MessageId);
        _writer.Write(revision.Revision);
        _writer.Write(JsonSerializer.Serialize(revision, RevisionJson));
    }

    /// <summary>All rows from the first on, some at once.</summary>
    internal IEnumerable<SpooledRows> Rows()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            var rows = new SpooledRows();
            for (var characters = 0L; _file.Position < _file.Length && rows.Count < RowsAtOnce && characters < CharactersAtOnce;)
                characters += rows.Read(reader);
            yield return rows;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    // Without history the rows stay, so that sequences and counts do.
    private ChatMessage Kept(ChatMessage message) => _keepText
        ? message
        : message with { Content = "", Metadata = ChatJson.EmptyObject, Feedback = message.Feedback is { } feedback ? feedback with { Comment = null } : null };

    /// <returns>Its place among the messages of its type.</returns>
    private long Counted(MessageType type)
    {
        Counts = type switch
        {
            MessageType.User => Counts with { User = Counts.User + 1 },
            MessageType.Assistant => Counts with { Assistant = Counts.Assistant + 1 },
            _ => Counts with { System = Counts.System + 1 },
        };
        return type switch
        {
            MessageType.User => Counts.User,
            MessageType.Assistant => Counts.Assistant,
            _ => Counts.System,
        };
    }
}
