using System.Threading.Channels;
using Chat.Client.Drafts;

namespace Chat.Client;

/// <summary>
/// An assistant's message that is written while it comes. Small deltas are gathered (50 ms or 4 KB), and sent again after a lost connection, at the true
/// offset, until the service is back. Disposing it finishes the message; or gives it up, when a text that it read failed or was cancelled.
/// </summary>
/// <remarks>
/// For one writer at a time. An exception in the code around <c>await using</c> is not seen: call <see cref="AbortAsync"/>, or let
/// <see cref="ChatApi.WriteMessageAsync"/> do it.
/// </remarks>
public sealed class MessageDraft : IAsyncDisposable
{
    // The service interrupts a message without appends after five minutes, or as it is configured.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromMinutes(4), MaxPause = TimeSpan.FromSeconds(5);

    // While an exception is on its way.
    private static readonly TimeSpan TimeToGiveUp = TimeSpan.FromSeconds(10);

    private readonly IChatApi _chat;
    private readonly TimeProvider _time;
    private readonly DraftText _text;
    private readonly CancellationTokenSource _hurry = new();
    private readonly Task _sending;
    private bool _hasFailed;
    private Message? _end;

    internal MessageDraft(IChatApi chat, Message message, TimeProvider time)
    {
        (_chat, Message, _time, _text) = (chat, message, time, new DraftText(time));
        Length = CodePoints.Count(message.Content);
        _sending = SendAllAsync();
    }

    /// <summary>The message as it was when the draft began.</summary>
    public Message Message { get; }

    /// <summary>How much of the text is stored, in code points.</summary>
    public long Length { get; private set; }

    /// <summary>Adds text. It is stored soon after; an error is thrown by a later call.</summary>
    /// <exception cref="ChatException">
    /// Earlier text could not be stored: the message was interrupted or is too long, or the service was away for minutes.
    /// </exception>
    public async ValueTask AppendAsync(string delta, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_end is not null, this);
        if (_sending.IsFaulted)
            await _sending;
        try
        {
            await _text.AddAsync(delta, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            await _sending; // It failed meanwhile, and throws why.
            throw;
        }
    }

    /// <summary>Adds all of a text. When it fails or is cancelled, the message is given up.</summary>
    /// <exception cref="ChatException">As for a single text.</exception>
    public async Task AppendAsync(IAsyncEnumerable<string> deltas, CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var delta in deltas.WithCancellation(cancellationToken))
                await AppendAsync(delta, cancellationToken);
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    /// <summary>Stores what was added, and completes the message.</summary>
    /// <param name="metadata">Members to merge into its metadata, such as <c>tokens</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ChatException">The text could not be stored, or the message is interrupted.</exception>
    public async Task<Message> FinishAsync(JsonObject? metadata = null, CancellationToken cancellationToken = default)
    {
        if (_end is not null)
            return _end;
        _text.End();
        await _sending.WaitAsync(cancellationToken);
        var key = Guid.NewGuid().ToString("N");
        return _end = await PatientlyAsync(
            () => _chat.FinishMessageAsync(
                Message.SessionId, Message.Id, new Finish(metadata), idempotencyKey: key, cancellationToken: cancellationToken),
            cancellationToken);
    }

    /// <summary>Stores what was added, and gives the message up: it stays, as <see cref="MessageStatus.Interrupted"/>.</summary>
    /// <returns>The message.</returns>
    /// <exception cref="ChatException">The message is complete or gone, or the service is away: then it interrupts the message itself later.</exception>
    public async Task<Message> AbortAsync(CancellationToken cancellationToken = default)
    {
        if (_end is not null)
            return _end;
        _text.End();
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var key = Guid.NewGuid().ToString("N");
        return _end = await PatientlyAsync(
            () => _chat.AbortMessageAsync(Message.SessionId, Message.Id, idempotencyKey: key, cancellationToken: cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Finishes the message, unless it was; or gives it up, when a text that it read failed. To give up is tried once and takes ten seconds at most:
    /// what is left to do then the service does later.
    /// </summary>
    /// <exception cref="ChatException">The text could not be stored. The message is given up then.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_end is not null)
            return;
        if (_hasFailed)
        {
            await TryAbortAsync();
            return;
        }
        try
        {
            await FinishAsync();
        }
        catch when (_sending.IsFaulted)
        {
            await TryAbortAsync();
            throw;
        }
    }

    /// <summary>Disposing it will give the message up.</summary>
    internal void GiveUp() => _hasFailed = true;

    // The error that led here is what counts.
    private async Task TryAbortAsync()
    {
        using var limit = new CancellationTokenSource(TimeToGiveUp, _time);
        _text.End();
        await _hurry.CancelAsync();
        try
        {
            await _sending.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _end = await _chat.AbortMessageAsync(Message.SessionId, Message.Id, cancellationToken: limit.Token);
        }
        catch (Exception error) when (error is ChatException or OperationCanceledException)
        {
            // The service is away, or the message is complete or gone.
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await _text.NextAsync(KeepAlive) is { } text)
                await SendAsync(CodePoints.Clean(text));
        }
        catch (Exception error)
        {
            _text.End(error);
            throw;
        }
    }

    // Sent again, a text that is stored already is found by its offset, and not added. A conflict means that somebody else writes.
    private async Task SendAsync(string text)
    {
        var append = new Append(text, Length);
        Length = (await PatientlyAsync(() => _chat.AppendMessageAsync(Message.SessionId, Message.Id, append), _hurry.Token)).Length;
    }

    /// <summary>Calls until the service is back; once more, without a pause, when cancelled.</summary>
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken token)
    {
        var start = _time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, MaxPause.Ticks)))
        {
            try
            {
                return await call();
            }
            catch (ChatException error) when (error.IsTransient && !token.IsCancellationRequested && _time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(error.RetryAfter ?? (pause * (0.5 + Random.Shared.NextDouble())), _time, token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
