using Chat.Web.Live;
using Chat.Web.Shared;
using Chat.Web.SignIn;

namespace Chat.Web.Sessions;

/// <summary>The sessions that the list shows: a walk by cursor, read part by part, and kept current by events.</summary>
internal sealed class SessionListState : IDisposable
{
    private const int PartSize = 50, LargestPart = 100;

    private readonly IChatApi _chat;
    private readonly ChatFeed _feed;
    private readonly CurrentUser _user;
    private readonly SortedSessions _sessions = new();
    private readonly Throttle _titles;
    private CancellationTokenSource? _loading;
    private List<ChatEvent>? _meanwhile;
    private string? _cursor;
    private bool _isReloadAsked;

    public SessionListState(IChatApi chat, ChatFeed feed, CurrentUser user, TimeProvider time)
    {
        (_chat, _feed, _user) = (chat, feed, user);
        _titles = new Throttle(ReloadAsync, TimeSpan.FromSeconds(1), time);
        feed.Received += OnEvent;
        user.Changed += OnUserChanged;
    }

    /// <summary>Raised after each change, which may be often.</summary>
    public event Action? Changed;

    public SessionFilter Filter { get; private set; } = new();

    public List<Session> Sessions => _sessions.All;

    /// <summary>Where a session is in the list, or would be.</summary>
    public int PlaceOf(long id) => _sessions.IndexOf(id) is >= 0 and var index ? index : ~_sessions.IndexOf(id);

    /// <summary>Whether the first part came.</summary>
    public bool IsLoaded { get; private set; }

    public bool IsLoading => _loading is not null;

    /// <summary>Whether a part follows.</summary>
    public bool HasMore => _cursor is not null;

    /// <summary>Why the last part did not come.</summary>
    public ChatException? Error { get; private set; }

    public void Dispose()
    {
        _feed.Received -= OnEvent;
        _user.Changed -= OnUserChanged;
        _titles.Dispose();
        _loading?.Dispose();
    }

    /// <summary>Shows other sessions. The last call wins.</summary>
    public Task ShowAsync(SessionFilter filter)
    {
        Clear(filter);
        return ReloadAsync();
    }

    public Task LoadMoreAsync() => IsLoading || !HasMore ? Task.CompletedTask : LoadAsync(isMore: true);

    /// <summary>Reads what is shown anew, and shows it until then.</summary>
    public async Task ReloadAsync()
    {
        _isReloadAsked = IsLoading;
        if (!IsLoading)
            await LoadAsync(isMore: false);
    }

    /// <summary>Shows the answer of a call, unless something later is known.</summary>
    public void Put(Session session)
    {
        if (_sessions.Find(session.Id) is not { } known || known.UpdatedAt <= session.UpdatedAt)
            OnEvent(new SessionEvent(null, EventTypes.SessionUpdated, session));
    }

    public void Remove(long id) => OnEvent(new SessionErased(null, id));

    private void OnUserChanged() => Clear(new SessionFilter());

    private void Clear(SessionFilter filter)
    {
        _loading?.Cancel();
        (_loading, _meanwhile, _cursor, _isReloadAsked) = (null, null, null, false);
        (Filter, IsLoaded, Error) = (filter, false, null);
        _sessions.Clear();
        Changed?.Invoke();
    }

    private async Task LoadAsync(bool isMore)
    {
        using var loading = new CancellationTokenSource();
        // A part shows what was when it was read: what happened since then is applied once more.
        (_loading, _meanwhile, Error) = (loading, [], null);
        Changed?.Invoke();
        try
        {
            var (sessions, cursor) = await WalkAsync(isMore ? _cursor : null, isMore ? null : _sessions.OldestId, loading.Token);
            if (_loading != loading)
                return;
            if (!isMore)
                _sessions.Clear();
            sessions.ForEach(_sessions.Put);
            (_cursor, IsLoaded) = (cursor, true);
            _meanwhile.ForEach(e => Apply(e));
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            return;
        }
        catch (ChatException error)
        {
            if (_loading == loading)
                Error = error;
        }
        finally
        {
            if (_loading == loading)
                (_loading, _meanwhile) = (null, null);
        }
        Changed?.Invoke();
        if (_isReloadAsked && Error is null)
            await ReloadAsync();
    }

    /// <summary>Reads a part, or as many as reach the oldest session that is shown.</summary>
    private async Task<(List<Session> Sessions, string? Cursor)> WalkAsync(string? cursor, long? oldest, CancellationToken token)
    {
        var (filter, sessions) = (Filter, new List<Session>());
        do
        {
            var page = await _chat.WalkSessionsAsync(
                oldest is null ? PartSize : LargestPart, cursor, filter.AgentType, filter.IsActive, filter.Title is "" ? null : filter.Title, token);
            sessions.AddRange(page.Sessions);
            cursor = page.NextCursor;
        }
        while (cursor is not null && oldest is not null && (sessions.Count == 0 || sessions[^1].Id > oldest));
        return (sessions, cursor);
    }

    private void OnEvent(ChatEvent e)
    {
        if (e is Reset)
        {
            _ = ReloadAsync();
            return;
        }
        if (e is not (SessionEvent or SessionErased or MessageEvent { Type: EventTypes.MessagePosted }))
            return;
        _meanwhile?.Add(e);
        if (Apply(e))
            Changed?.Invoke();
    }

    private bool Apply(ChatEvent e) => e switch
    {
        SessionErased erased => _sessions.Remove(erased.SessionId),
        SessionEvent { Session: var session } => Filter.Takes(session) ? Show(session) : _sessions.Remove(session.Id),
        MessageEvent { Message: var message } => Count(message),
        _ => false,
    };

    private bool Show(Session session)
    {
        var known = _sessions.Find(session.Id);
        if (Filter.Title.Length > 0 && known?.Title != session.Title)
        {
            _titles.Ask();
            return false;
        }
        // Below what is loaded it comes with its part.
        if (known is null && HasMore && session.Id < _sessions.OldestId)
            return false;
        _sessions.Put(session);
        return true;
    }

    private bool Count(Message message)
    {
        if (_sessions.Find(message.SessionId) is not { } session || message.Sequence <= session.MessageCount)
            return false;
        _sessions.Put(session with { MessageCount = message.Sequence, LastMessageAt = message.CreatedAt, UpdatedAt = message.CreatedAt });
        return true;
    }
}
