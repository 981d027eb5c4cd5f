using Chat.Web.Live;

namespace Chat.Web.Conversation;

/// <summary>A session that is open on the page: what it is, the messages that are seen, and what went wrong.</summary>
public sealed class ConversationState : IDisposable
{
    private readonly long _id;
    private readonly IChatApi _chat;
    private readonly ChatFeed _feed;
    private readonly Connection _connection;
    private bool _isBehind;

    internal ConversationState(long id, IChatApi chat, ChatFeed feed, Connection connection)
    {
        (_id, _chat, _feed, _connection) = (id, chat, feed, connection);
        Window = new MessageWindow(chat, id);
        feed.Received += OnEvent;
        connection.Changed += OnConnectionChanged;
    }

    /// <summary>Raised after any of the members changed; <see cref="Window"/> tells its own changes.</summary>
    public event Action? Changed;

    public long Id => _id;

    /// <summary>Raised after <see cref="Place"/> changed, many times while the reader scrolls.</summary>
    public event Action? PlaceChanged;

    public MessageWindow Window { get; }

    /// <summary>Whether messages were read: from then on they are shown, whatever happens.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Null until it is read.</summary>
    public Session? Session { get; private set; }

    /// <summary>Whether the session went away while it was open.</summary>
    public bool IsErased { get; private set; }

    /// <summary>The sequence of the message that is read now.</summary>
    public long Place { get; private set; }

    /// <summary>Why the session can't be shown.</summary>
    public ChatException? LoadError { get; private set; }

    /// <summary>Why the last thing that was asked for did not happen.</summary>
    public ChatException? CallError { get; private set; }

    /// <summary>What a screen reader says: the beginning of an answer that is complete.</summary>
    public string Announcement { get; private set; } = "";

    /// <summary>The answer that is being written; the newest, when there are several.</summary>
    public ShownMessage? Growing => Window.Messages.LastOrDefault(message => message.IsGrowing);

    /// <summary>Reads the session, and messages around a place or at the end.</summary>
    public async Task LoadAsync(long? at)
    {
        LoadError = null;
        Changed?.Invoke();
        try
        {
            await Task.WhenAll(ReadSessionAsync(), ShowAsync(at));
            IsLoaded = true;
        }
        catch (ChatException error)
        {
            LoadError = error;
        }
        Changed?.Invoke();
    }

    public Task GoToAsync(long sequence) => CallAsync(() => ShowAsync(sequence));

    public Task GoToEndAsync() => CallAsync(() => ShowAsync(null));

    /// <returns>Whether there was more.</returns>
    public async Task<bool> LoadOlderAsync()
    {
        var isMore = false;
        await CallAsync(async () => isMore = await Window.LoadOlderAsync());
        return isMore;
    }

    /// <returns>Whether there was more.</returns>
    public async Task<bool> LoadNewerAsync()
    {
        var isMore = false;
        await CallAsync(async () => isMore = await Window.LoadNewerAsync());
        return isMore;
    }

    public Task BringBackAsync() => CallAsync(async () => Session = await _chat.UpdateSessionAsync(_id, new SessionChange(IsActive: true)));

    /// <summary>Ends an answer that is being written, with its text so far.</summary>
    public Task StopAsync(ShownMessage answer) => CallAsync(async () => Take(await _chat.AbortMessageAsync(_id, answer.Id)));

    /// <summary>Takes the message that a call answered.</summary>
    public void Take(Message message) => Window.Apply(new MessageEvent(null, EventTypes.MessagePosted, message));

    /// <summary>Takes where the reader is.</summary>
    public void See(long sequence, bool isEnd)
    {
        Place = sequence;
        Window.IsFollowing = isEnd;
        PlaceChanged?.Invoke();
    }

    public void Dispose()
    {
        _feed.Received -= OnEvent;
        _connection.Changed -= OnConnectionChanged;
    }

    private Task ShowAsync(long? at) => at is { } sequence ? Window.ShowAroundAsync(sequence) : Window.ShowEndAsync();

    private async Task ReadSessionAsync()
    {
        var read = await _chat.GetSessionAsync(_id, includeMessages: false);
        if (Session is null || read.UpdatedAt >= Session.UpdatedAt)
            Session = new Session(read.Id, read.UserId, read.Title, read.AgentType, read.CreatedAt, read.LastMessageAt, read.UpdatedAt, read.IsActive, read.Metadata, read.MessageCount);
    }

    private async Task CallAsync(Func<Task> call)
    {
        try
        {
            await call();
            CallError = null;
        }
        catch (ChatException error)
        {
            CallError = error;
        }
        Changed?.Invoke();
    }

    private void OnEvent(ChatEvent e)
    {
        switch (e)
        {
            case Reset:
                _ = CatchUpAsync();
                break;
            case SessionErased erased when erased.SessionId == _id:
                IsErased = true;
                Changed?.Invoke();
                break;
            case SessionEvent of when of.Session.Id == _id:
                Session = of.Session;
                Changed?.Invoke();
                break;
            default:
                if (!Window.Apply(e))
                    _ = CatchUpAsync();
                if (e is MessageEvent { Message: var message } && message.SessionId == _id)
                    Announce(message);
                break;
        }
    }

    private void OnConnectionChanged()
    {
        if (_isBehind && !_connection.IsLost)
            _ = CatchUpAsync();
    }

    // Nobody waits for it; what fails is tried again when the service answers.
    private async Task CatchUpAsync()
    {
        _isBehind = false;
        try
        {
            await Task.WhenAll(ReadSessionAsync(), Window.ReloadAsync());
            Changed?.Invoke();
        }
        catch (ChatException error)
        {
            IsErased |= Session is not null && error.Status == System.Net.HttpStatusCode.NotFound;
            _isBehind = true;
            Changed?.Invoke();
        }
    }

    private void Announce(Message message)
    {
        if (message is { MessageType: MessageType.Assistant, Status: MessageStatus.Complete, Revision: 1, Feedback: null })
            Announcement = "Answer: " + (message.Content.Length > 200 ? message.Content[..200] + "…" : message.Content);
        Changed?.Invoke();
    }
}
