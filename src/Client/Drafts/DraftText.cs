using System.Text;
using System.Threading.Channels;

namespace Chat.Client.Drafts;

/// <summary>Gathers small texts into larger ones: what comes within 50 ms, or 4 KB of it.</summary>
internal sealed class DraftText(TimeProvider time)
{
    // UTF-16 units, which are bytes of plain text.
    private const int Enough = 4 * 1024;

    // A call may have 1 MiB.
    private const int MaxUnits = 64 * 1024;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    // A model that is faster than the service waits.
    private readonly Channel<string> _deltas = Channel.CreateBounded<string>(new BoundedChannelOptions(1_000) { SingleReader = true });
    private readonly StringBuilder _text = new();
    private Task<bool>? _more;
    private bool _isOver;

    internal ValueTask AddAsync(string delta, CancellationToken token) => delta.Length == 0 ? ValueTask.CompletedTask : _deltas.Writer.WriteAsync(delta, token);

    /// <summary>No more text comes.</summary>
    /// <param name="error">Told to whoever adds more.</param>
    internal void End(Exception? error = null) => _deltas.Writer.TryComplete(error);

    /// <summary>The next text: empty after a time without any, null at the end.</summary>
    /// <param name="silence">That time.</param>
    internal async Task<string?> NextAsync(TimeSpan silence)
    {
        if (!HasText && !await HasMoreAsync(silence))
            return !_isOver ? "" : _text.Length > 0 ? Cut() : null;
        var gathered = Task.Delay(Gathering, time);
        while (Take() && await HasMoreAsync(gathered))
        {
            // Until there is enough, or the time is over.
        }
        return Cut();
    }

    private bool HasText => _text.Length > 1 || (_text.Length == 1 && !char.IsHighSurrogate(_text[0]));

    /// <returns>False when there is enough.</returns>
    private bool Take()
    {
        while (_text.Length < Enough)
        {
            if (!_deltas.Reader.TryRead(out var delta))
                return true;
            _text.Append(delta);
        }
        return false;
    }

    private async Task<bool> HasMoreAsync(TimeSpan wait)
    {
        using var ended = new CancellationTokenSource();
        var silence = Task.Delay(wait, time, ended.Token);
        var hasMore = await HasMoreAsync(silence);
        await ended.CancelAsync();
        return hasMore;
    }

    /// <returns>False when the time is over, or no more text comes.</returns>
    private async Task<bool> HasMoreAsync(Task timeOver)
    {
        _more ??= _deltas.Reader.WaitToReadAsync().AsTask();
        await Task.WhenAny(_more, timeOver);
        if (!_more.IsCompleted)
            return false;
        _isOver = !await _more;
        _more = null;
        return !_isOver;
    }

    // Half of a pair waits for its other half.
    private string Cut()
    {
        var length = Math.Min(_text.Length, MaxUnits);
        if (char.IsHighSurrogate(_text[length - 1]) && (length < _text.Length || !_isOver))
            length--;
        var text = _text.ToString(0, length);
        _text.Remove(0, length);
        return text;
    }
}
