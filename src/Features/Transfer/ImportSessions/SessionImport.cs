namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Stores what a file holds, session by session, and counts.</summary>
internal sealed class SessionImport(SessionStore store, MessageIds ids, ChatOptions options, Func<ImportProgress, ValueTask> tell, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(1), FirstLine = TimeSpan.FromSeconds(5);

    private readonly SessionSpool _spool = new(options.EnableMessageHistory);
    private readonly ImportRules _rules = new(options);
    private SessionItem? _item;
    private long? _id;
    private long _read;
    private long _toldAt = time.GetTimestamp();
    private bool _isTold;

    internal long Sessions { get; private set; }

    internal long Messages { get; private set; }

    internal long Skipped { get; private set; }

    /// <summary>Whether something is stored or told, so that an error can only be told in the last line.</summary>
    internal bool HasBegun => Sessions > 0 || _isTold;

    internal async Task TakeAsync(ImportItem item, CancellationToken token)
    {
        await (item switch
        {
            SessionItem session => BeginAsync(session, token),
            MessageItem message => AddAsync(message, token),
            RevisionItem revision => AddRevisionAsync(revision),
            SessionEndItem end => EndAsync(end.Line, isTruncated: false, token),
            PassedOverItem passedOver => PassOverAsync(passedOver, token),
            EndItem end => EndAsync(end.Line, end.IsTruncated, token),
            _ => throw new UnreachableException(),
        });
        await TellNowAndThenAsync();
    }

    public void Dispose() => _spool.Dispose();

    private async Task BeginAsync(SessionItem item, CancellationToken token)
    {
        await EndAsync(item.Line, isTruncated: false, token);
        var session = item.Session with
        {
            Title = TitleOf(item.Session.Title),
            Metadata = SessionSource.Without(item.Session.Metadata),
            CreatedAt = Cut(item.Session.CreatedAt),
        };
        if (ImportRules.ProblemOf(session) is { } problem)
            throw new ImportException(item.Line, problem);
        _spool.Clear();
        (_item, _read) = (item with { Session = session }, 0);
        _id = await store.NewIdAsync(session.Source.Key, token);
    }

    private async Task AddAsync(MessageItem item, CancellationToken token)
    {
        _read++;
        var message = Cut(item.Message);
        Check(item, message);
        if (_id is { } session)
            _spool.Add(message, await ids.NextAsync(token), session);
    }

    private Task AddRevisionAsync(RevisionItem item)
    {
        var message = Cut(item.Message);
        Check(item, message);
        try
        {
            if (_id is not null)
                _spool.AddRevision(message);
            return Task.CompletedTask;
        }
        catch (InvalidDataException error)
        {
            throw new ImportException(item.Line, error.Message);
        }
    }

    private async Task PassOverAsync(PassedOverItem item, CancellationToken token)
    {
        await EndAsync(item.Line, isTruncated: false, token);
        Skipped++;
        await TellAsync(new ImportNote(item.Line, item.Because));
    }

    /// <summary>Stores the session that was read, if it is whole.</summary>
    private async Task EndAsync(long line, bool isTruncated, CancellationToken token)
    {
        var (item, id) = (_item, _id);
        (_item, _id) = (null, null);
        if (item is null)
            return;
        var isWhole = item.MessageCount is not { } count || count == _read;
        if (isTruncated && (!isWhole || item.MessageCount is null))
            return;
        if (!isWhole)
            throw new ImportException(line, $"the session before must have {item.MessageCount} messages, and has {_read}");
        if (id is null || !await store.StoreAsync(new SpooledSession(id.Value, item.Session, _spool), TellNowAndThenAsync, token))
        {
            Skipped++;
            return;
        }
        Sessions++;
        Messages += _read;
        if (Sessions == 1)
            await TellAsync();
    }

    private void Check(ImportItem item, ChatMessage message)
    {
        if (_item is null)
            throw new ImportException(item.Line, "a message must follow its session");
        if (_rules.ProblemOf(message, _item.Session.AgentType) is { } problem)
            throw new ImportException(item.Line, problem);
    }

    private ValueTask TellNowAndThenAsync() =>
        time.GetElapsedTime(_toldAt) < (_isTold ? BetweenLines : FirstLine) ? ValueTask.CompletedTask : TellAsync();

    private ValueTask TellAsync(ImportNote? note = null)
    {
        (_isTold, _toldAt) = (true, time.GetTimestamp());
        return tell(new ImportProgress(Sessions, Messages, Skipped, note));
    }

    private string TitleOf(string title)
    {
        title = title.Trim();
        if (title.Length == 0)
            return "Untitled";
        return CodePoints.AtMost(title, options.TitleMaxLength)
            ? title
            : string.Concat(title.EnumerateRunes().Take(options.TitleMaxLength).Select(rune => rune.ToString())).TrimEnd();
    }

    private static ChatMessage Cut(ChatMessage message) => message with
    {
        CreatedAt = Cut(message.CreatedAt),
        UpdatedAt = Cut(message.UpdatedAt),
        Feedback = message.Feedback is { } feedback ? feedback with { UpdatedAt = Cut(feedback.UpdatedAt) } : null,
    };

    // To microseconds, as all times are stored.
    private static DateTimeOffset Cut(DateTimeOffset at) => at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
