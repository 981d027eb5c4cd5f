using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Chat.Client.Live;

/// <summary>Reads events, and reconnects after its last one whenever the connection breaks.</summary>
internal sealed class EventReader(IChatApi chat, long? sessionId, long? after, TimeProvider time) : IAsyncDisposable
{
    // No user has as many events. The service answers with a reset, which tells its version.
    private const long BeyondAll = (1L << 53) - 1;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.1), MaxPause = TimeSpan.FromSeconds(10);

    private readonly EventParser _parser = new();
    private long? _position = after;
    private int _failures;
    private bool _wasOpen;
    private HttpResponseMessage? _response;
    private IAsyncEnumerator<SseItem<string>>? _items;

    internal async IAsyncEnumerable<ChatEvent> ReadAsync([EnumeratorCancellation] CancellationToken token)
    {
        while (await NextAsync(token) is { } item)
        {
            if (Parse(item) is not { } e)
                continue;
            _position = e.Id ?? _position;
            yield return e;
            if (e is SessionErased erased && erased.SessionId == sessionId)
                yield break;
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    /// <returns>Null when the session is gone.</returns>
    private async Task<SseItem<string>?> NextAsync(CancellationToken token)
    {
        while (true)
        {
            TimeSpan? pause = null;
            try
            {
                _items ??= await OpenAsync(token);
                if (await _items.MoveNextAsync())
                {
                    _failures = 0;
                    return _items.Current;
                }
            }
            catch (ChatException gone) when (gone.Status == HttpStatusCode.NotFound && _wasOpen)
            {
                return null;
            }
            catch (Exception error) when (IsBreak(error) && !token.IsCancellationRequested)
            {
                pause = (error as ChatException)?.RetryAfter;
            }
            await CloseAsync();
            await Task.Delay(pause ?? NextPause(), time, token);
        }
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync(CancellationToken token)
    {
        var from = _position ?? BeyondAll;
        _response = sessionId is { } session ? await chat.OpenSessionEventsAsync(session, from, token) : await chat.OpenEventsAsync(from, token);
        if (await ChatException.OfAsync(_response) is { } error)
            throw error;
        _wasOpen = true;
        var stream = new IdleTimeoutStream(await _response.Content.ReadAsStreamAsync(token));
        return SseParser.Create(stream).EnumerateAsync(token).GetAsyncEnumerator(token);
    }

    private ChatEvent? Parse(SseItem<string> item)
    {
        try
        {
            return _parser.Parse(item);
        }
        catch (JsonException error)
        {
            throw ChatException.Unreadable(error);
        }
    }

    private async ValueTask CloseAsync()
    {
        var (items, response) = (_items, _response);
        (_items, _response) = (null, null);
        if (items is not null)
            await items.DisposeAsync();
        response?.Dispose();
    }

    private static bool IsBreak(Exception error) =>
        error is ChatException { IsTransient: true } or IOException or HttpRequestException or OperationCanceledException;

    // Random, so that the readers of a host that stopped do not come back all at once.
    private TimeSpan NextPause() =>
        TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(_failures++, 10), MaxPause.Ticks)) * (0.5 + Random.Shared.NextDouble());
}
