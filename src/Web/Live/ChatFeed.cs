using Chat.Web.SignIn;

namespace Chat.Web.Live;

/// <summary>
/// The events of the user, read once for all parts of the page while somebody is signed in. They begin with a <see cref="Reset"/>,
/// after which a part reads what it shows: nothing falls between the two.
/// </summary>
internal sealed class ChatFeed : IDisposable
{
    private readonly IChatApi _chat;
    private readonly CurrentUser _user;
    private CancellationTokenSource? _reading;
    private long? _last;

    public ChatFeed(IChatApi chat, CurrentUser user)
    {
        (_chat, _user) = (chat, user);
        user.Changed += OnUserChanged;
        Resume();
    }

    /// <summary>Raised for each event, in order.</summary>
    public event Action<ChatEvent>? Received;

    /// <summary>Stops reading while nobody looks: a browser has six connections to a service over HTTP/1.1, for all its tabs.</summary>
    public void Pause() => Stop();

    /// <summary>Goes on after the last event.</summary>
    public void Resume()
    {
        if (_reading is null && _user.IsSignedIn)
            Start();
    }

    public void Dispose()
    {
        _user.Changed -= OnUserChanged;
        Stop();
    }

    private void OnUserChanged()
    {
        Stop();
        _last = null;
        Resume();
    }

    private void Start()
    {
        _reading = new CancellationTokenSource();
        _ = ReadAsync(_reading.Token);
    }

    private void Stop()
    {
        _reading?.Cancel();
        _reading?.Dispose();
        _reading = null;
    }

    private async Task ReadAsync(CancellationToken token)
    {
        try
        {
            await foreach (var e in _chat.WatchAsync(after: _last, cancellationToken: token))
            {
                // What was on its way is of the user who was signed in.
                if (token.IsCancellationRequested)
                    return;
                _last = e.Id ?? _last;
                Received?.Invoke(e);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ChatException { Status: System.Net.HttpStatusCode.Unauthorized })
        {
            // Paused or signed out.
        }
    }
}
