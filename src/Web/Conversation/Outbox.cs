using System.Net;
using Chat.Web.Live;
using Chat.Web.SignIn;

namespace Chat.Web.Conversation;

/// <summary>
/// Sends what is written: in order, each message once, and until the service has it, also after the page was closed. What the service
/// refuses stays, with its reason, until the user decides.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    private readonly IChatApi _chat;
    private readonly CurrentUser _user;
    private readonly Connection _connection;
    private readonly IOutboxStore _store;
    private readonly TimeProvider _time;
    private CancellationTokenSource _untilNextUser = new();
    private TimeSpan _pause = FirstPause;
    private bool _isSending, _isAskedAgain;

    public Outbox(IChatApi chat, CurrentUser user, Connection connection, IOutboxStore store, TimeProvider time)
    {
        (_chat, _user, _connection, _store, _time) = (chat, user, connection, store, time);
        user.Changed += OnUserChanged;
        connection.Changed += OnConnectionChanged;
        store.Changed += Send;
        Send();
    }

    /// <summary>Raised after <see cref="Items"/> or <see cref="IsWaiting"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Raised with what the service made of an item.</summary>
    public event Action<Message>? Sent;

    /// <summary>What the user wrote, and the service does not have yet.</summary>
    public IReadOnlyList<OutboxItem> Items { get; private set; } = [];

    /// <summary>Whether the last try did not reach the service.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Sends a message.</summary>
    /// <param name="sessionId">Where it goes.</param>
    /// <param name="text">Its text.</param>
    /// <param name="after">The newest message that is known there.</param>
    public async Task AddAsync(long sessionId, string text, long after)
    {
        // Of two in the same tick the second is later.
        var at = _time.GetUtcNow();
        at = Items is [.., var last] && last.At >= at ? last.At.AddTicks(1) : at;
        var item = new OutboxItem(Guid.NewGuid().ToString("N"), sessionId, text, after, at);
        Items = [.. Items, item];
        Changed?.Invoke();
        await _store.WriteAsync(_user.Id, item);
        Send();
    }

    /// <summary>Sends what was refused once more.</summary>
    public async Task SendAgainAsync(OutboxItem item)
    {
        await _store.WriteAsync(_user.Id, item with { Refusal = null, TraceId = null });
        Send();
    }

    /// <summary>Forgets an item.</summary>
    public async Task DiscardAsync(OutboxItem item)
    {
        await _store.RemoveAsync(_user.Id, item);
        await ReadAsync(_user.Id);
    }

    public void Dispose()
    {
        _user.Changed -= OnUserChanged;
        _connection.Changed -= OnConnectionChanged;
        _store.Changed -= Send;
        _untilNextUser.Cancel();
        _untilNextUser.Dispose();
    }

    private void OnUserChanged()
    {
        _untilNextUser.Cancel();
        _untilNextUser.Dispose();
        (_untilNextUser, Items, IsWaiting) = (new CancellationTokenSource(), [], false);
        Changed?.Invoke();
        Send();
    }

    private void OnConnectionChanged()
    {
        if (!_connection.IsLost)
            Send();
    }

    private async void Send()
    {
        _isAskedAgain = true;
        if (_isSending)
            return;
        _isSending = true;
        try
        {
            while (_isAskedAgain && _user.IsSignedIn)
            {
                _isAskedAgain = false;
                var (user, token) = (_user.Id, _untilNextUser.Token);
                await ReadAsync(user);
                if (Items.Any(item => item.Refusal is null))
                    await _store.SendAloneAsync(user, () => SendAllAsync(user, token));
            }
        }
        finally
        {
            _isSending = false;
        }
    }

    private async Task SendAllAsync(string user, CancellationToken token)
    {
        // Another tab may have sent some meanwhile.
        await ReadAsync(user);
        foreach (var item in Items.Where(item => item.Refusal is null))
        {
            if (token.IsCancellationRequested || !await TrySendAsync(user, item, token))
                return;
        }
        (IsWaiting, _pause) = (false, FirstPause);
        await ReadAsync(user);
    }

    /// <returns>False when it has to be tried again later.</returns>
    private async Task<bool> TrySendAsync(string user, OutboxItem item, CancellationToken token)
    {
        try
        {
            var message = await _chat.PostMessageAsync(item.SessionId, new NewMessage(item.Text), idempotencyKey: item.Key, cancellationToken: token);
            await _store.RemoveAsync(user, item);
            if (!token.IsCancellationRequested)
                Sent?.Invoke(message);
        }
        catch (ChatException error) when (IsRefusal(error) && !token.IsCancellationRequested)
        {
            await _store.WriteAsync(user, item with { Refusal = ReasonOf(error), TraceId = error.TraceId });
        }
        catch (Exception error) when (error is ChatException or OperationCanceledException or InvalidOperationException)
        {
            if (!token.IsCancellationRequested)
                WaitAndSend(token);
            return false;
        }
        await ReadAsync(user);
        return true;
    }

    private async void WaitAndSend(CancellationToken token)
    {
        IsWaiting = true;
        Changed?.Invoke();
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
        await Task.Delay(_pause, _time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!token.IsCancellationRequested)
            Send();
    }

    private async Task ReadAsync(string user)
    {
        var items = await _store.ReadAsync(user);
        if (!_user.IsSignedIn || _user.Id != user)
            return;
        Items = items;
        Changed?.Invoke();
    }

    private static bool IsRefusal(ChatException error) =>
        (int?)error.Status is >= 400 and < 500 and not ((int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests);

    private static string ReasonOf(ChatException error) =>
        error.Errors.Count > 0 ? string.Join(" ", error.Errors.Values.SelectMany(problems => problems)) : error.Detail;
}
