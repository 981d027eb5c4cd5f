using Chat.Web.SignIn;

namespace Chat.Web.Sessions;

/// <summary>A file on its way to or from the service. It is of the user who is signed in: at the sign-out it ends and is forgotten.</summary>
internal abstract class Transfer : IDisposable
{
    private readonly CurrentUser _user;
    private CancellationTokenSource? _running;

    protected Transfer(CurrentUser user)
    {
        _user = user;
        user.Changed += OnUserChanged;
    }

    public event Action? Changed;

    public bool IsRunning => _running is not null;

    /// <summary>Why the service refused it.</summary>
    public ChatException? Error { get; private set; }

    /// <summary>Whether the file broke within.</summary>
    public bool IsBroken { get; private set; }

    public void Dispose()
    {
        _user.Changed -= OnUserChanged;
        _running?.Cancel();
    }

    /// <summary>Runs it, unless it is running.</summary>
    protected async Task RunAsync(Func<CancellationToken, Task> transfer)
    {
        if (IsRunning)
            return;
        using var running = new CancellationTokenSource();
        Begin(running);
        try
        {
            await transfer(running.Token);
        }
        catch (Exception) when (running.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (ChatException error)
        {
            Error = error;
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            IsBroken = true;
        }
        finally
        {
            if (_running == running)
            {
                _running = null;
                Changed?.Invoke();
            }
        }
    }

    /// <summary>Forgets how far it was.</summary>
    protected abstract void Forget();

    /// <summary>Tells that it is further.</summary>
    protected void Advance() => Changed?.Invoke();

    private void OnUserChanged()
    {
        _running?.Cancel();
        Begin(null);
    }

    private void Begin(CancellationTokenSource? running)
    {
        (_running, Error, IsBroken) = (running, null, false);
        Forget();
        Changed?.Invoke();
    }
}
