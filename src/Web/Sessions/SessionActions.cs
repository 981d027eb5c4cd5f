using System.Net;
using Chat.Web.SignIn;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Chat.Web.Sessions;

/// <summary>What a user does with a session, one thing at a time. Each says what it did, or keeps its error so that it can be tried again.</summary>
internal sealed class SessionActions : IDisposable
{
    public const string DefaultTitle = "New conversation";

    private readonly IChatApi _chat;
    private readonly SessionListState _list;
    private readonly NavigationManager _navigation;
    private readonly ISnackbar _snackbar;
    private readonly CurrentUser _user;
    private Func<Task>? _failed;

    public SessionActions(IChatApi chat, SessionListState list, NavigationManager navigation, ISnackbar snackbar, CurrentUser user)
    {
        (_chat, _list, _navigation, _snackbar, _user) = (chat, list, navigation, snackbar, user);
        user.Changed += Forget;
    }

    /// <summary>Raised when one begins or ends.</summary>
    public event Action? Changed;

    public bool IsRunning { get; private set; }

    /// <summary>Why the last one was not done; null when it was.</summary>
    public ChatException? Error { get; private set; }

    public Task CreateAsync(AgentType agentType) => RunAsync(
        key => _chat.CreateSessionAsync(new NewSession(DefaultTitle, agentType), key), Open);

    public Task ForkAsync(Session session, long? upToSequence = null) => RunAsync(
        key => _chat.ForkSessionAsync(session.Id, new Fork(upToSequence), key),
        fork =>
        {
            Open(fork);
            Say($"This is a copy of “{session.Title}”.");
        });

    public Task RenameAsync(Session session, string title) => RunAsync(
        _ => _chat.UpdateSessionAsync(session.Id, new SessionChange(title)), _list.Put);

    /// <summary>Makes it inactive, and offers to bring it back.</summary>
    public Task DeleteAsync(Session session) => RunAsync(
        _ => _chat.DeleteSessionAsync(session.Id),
        _ =>
        {
            _list.Put(session with { IsActive = false });
            Say($"“{session.Title}” is deleted.", "Bring back", () => BringBackAsync(session));
        });

    public Task BringBackAsync(Session session) => RunAsync(
        _ => _chat.UpdateSessionAsync(session.Id, new SessionChange(IsActive: true)),
        active =>
        {
            _list.Put(active);
            SayInactive(active);
        });

    /// <summary>Erases it for good.</summary>
    public Task EraseAsync(Session session) => RunAsync(
        _ => EraseOnceAsync(session.Id),
        messages =>
        {
            _list.Remove(session.Id);
            Say(messages is null ? $"“{session.Title}” is gone." : $"“{session.Title}” is gone, with {Count(messages.Value, "message")}.");
            if (SessionPath.IdOf(_navigation) == session.Id)
                _navigation.NavigateTo("");
        });

    /// <summary>Does once more what failed, with the same idempotency key.</summary>
    public Task RetryAsync() => _failed?.Invoke() ?? Task.CompletedTask;

    public void Dismiss()
    {
        (_failed, Error) = (null, null);
        Changed?.Invoke();
    }

    public void Dispose() => _user.Changed -= Forget;

    internal static string Count(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    // What was done and said is nothing to the next user.
    private void Forget()
    {
        _snackbar.Clear();
        Dismiss();
    }

    private Task RunAsync<T>(Func<string, Task<T>> call, Action<T> done)
    {
        var key = Guid.NewGuid().ToString("N");
        return TryAsync(() => call(key), done);
    }

    private async Task TryAsync<T>(Func<Task<T>> call, Action<T> done)
    {
        if (IsRunning)
            return;
        var user = _user.Id;
        (IsRunning, _failed, Error) = (true, null, null);
        Changed?.Invoke();
        try
        {
            var answer = await call();
            if (_user.Id == user)
                done(answer);
        }
        catch (ChatException error)
        {
            if (_user.Id == user)
                (_failed, Error) = (() => TryAsync(call, done), error);
        }
        finally
        {
            IsRunning = false;
            Changed?.Invoke();
        }
    }

    // An erasure whose answer was lost, or that of another tab, leaves nothing to erase.
    private async Task<long?> EraseOnceAsync(long id)
    {
        try
        {
            return (await _chat.DeleteSessionAsync(id, permanent: true)).Messages;
        }
        catch (ChatException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private void Open(Session session)
    {
        _list.Put(session);
        _navigation.NavigateTo(SessionPath.Of(session.Id));
        SayInactive(session);
    }

    private void SayInactive(Session active)
    {
        if (active.DeactivatedSessionIds is not { Count: > 0 } ids)
            return;
        var names = ids.Count == 1 && _list.Sessions.Find(session => session.Id == ids[0]) is { } one ? $"“{one.Title}”" : Count(ids.Count, "conversation");
        Say($"You have as many active conversations as you may: {names} became inactive.");
    }

    private void Say(string text, string? action = null, Func<Task>? act = null) => _snackbar.Add(text, Severity.Normal, options =>
    {
        options.VisibleStateDuration = 10_000;
        options.ShowCloseIcon = true;
        options.HideIcon = true;
        options.RequireInteraction = false;
        options.Action = action;
        options.OnClick = act is null ? null : _ => act();
    });
}
