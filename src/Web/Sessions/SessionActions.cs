using System.Net;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Chat.Web.Sessions;

/// <summary>What a user does with a session, one thing at a time. Each says what it did, or keeps its error so that it can be tried again.</summary>
internal sealed class SessionActions(IChatApi chat, SessionListState list, NavigationManager navigation, ISnackbar snackbar)
{
    public const string DefaultTitle = "New conversation";

    private Func<Task>? _failed;

    /// <summary>Raised when one begins or ends.</summary>
    public event Action? Changed;

    public bool IsRunning { get; private set; }

    /// <summary>Why the last one was not done; null when it was.</summary>
    public ChatException? Error { get; private set; }

    public Task CreateAsync(AgentType agentType) => RunAsync(
        key => chat.CreateSessionAsync(new NewSession(DefaultTitle, agentType), key), Open);

    public Task ForkAsync(Session session, long? upToSequence = null) => RunAsync(
        key => chat.ForkSessionAsync(session.Id, new Fork(upToSequence), key),
        fork =>
        {
            Open(fork);
            Say($"This is a copy of “{session.Title}”.");
        });

    public Task RenameAsync(Session session, string title) => RunAsync(
        _ => chat.UpdateSessionAsync(session.Id, new SessionChange(title)), list.Put);

    /// <summary>Makes it inactive, and offers to bring it back.</summary>
    public Task DeleteAsync(Session session) => RunAsync(
        _ => chat.DeleteSessionAsync(session.Id),
        _ =>
        {
            list.Put(session with { IsActive = false });
            Say($"“{session.Title}” is deleted.", "Bring back", () => BringBackAsync(session));
        });

    public Task BringBackAsync(Session session) => RunAsync(
        _ => chat.UpdateSessionAsync(session.Id, new SessionChange(IsActive: true)),
        active =>
        {
            list.Put(active);
            SayInactive(active);
        });

    /// <summary>Erases it for good.</summary>
    public Task EraseAsync(Session session) => RunAsync(
        _ => EraseOnceAsync(session.Id),
        messages =>
        {
            list.Remove(session.Id);
            Say(messages is null ? $"“{session.Title}” is gone." : $"“{session.Title}” is gone, with {Count(messages.Value, "message")}.");
            if (SessionPath.IdOf(navigation) == session.Id)
                navigation.NavigateTo("");
        });

    /// <summary>Does once more what failed, with the same idempotency key.</summary>
    public Task RetryAsync() => _failed?.Invoke() ?? Task.CompletedTask;

    public void Dismiss()
    {
        (_failed, Error) = (null, null);
        Changed?.Invoke();
    }

    internal static string Count(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private Task RunAsync<T>(Func<string, Task<T>> call, Action<T> done)
    {
        var key = Guid.NewGuid().ToString("N");
        return TryAsync(async () => done(await call(key)));
    }

    private async Task TryAsync(Func<Task> action)
    {
        if (IsRunning)
            return;
        (IsRunning, _failed, Error) = (true, null, null);
        Changed?.Invoke();
        try
        {
            await action();
        }
        catch (ChatException error)
        {
            (_failed, Error) = (() => TryAsync(action), error);
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
            return (await chat.DeleteSessionAsync(id, permanent: true)).Messages;
        }
        catch (ChatException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private void Open(Session session)
    {
        list.Put(session);
        navigation.NavigateTo(SessionPath.Of(session.Id));
        SayInactive(session);
    }

    private void SayInactive(Session active)
    {
        if (active.DeactivatedSessionIds is not { Count: > 0 } ids)
            return;
        var names = ids.Count == 1 && list.Sessions.Find(session => session.Id == ids[0]) is { } one ? $"“{one.Title}”" : Count(ids.Count, "conversation");
        Say($"You have as many active conversations as you may: {names} became inactive.");
    }

    private void Say(string text, string? action = null, Func<Task>? act = null) => snackbar.Add(text, Severity.Normal, options =>
    {
        options.VisibleStateDuration = 10_000;
        options.ShowCloseIcon = true;
        options.HideIcon = true;
        options.RequireInteraction = false;
        options.Action = action;
        options.OnClick = act is null ? null : _ => act();
    });
}
