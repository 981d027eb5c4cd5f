namespace Web.Tests.Browsing;

/// <summary>Keeps or loses answers of the service on their way to the page, of calls whose address has a text.</summary>
internal sealed class CallHold
{
    private readonly Lock _lock = new();
    private readonly List<(HttpMethod? Method, string Text, TaskCompletionSource Reached, TaskCompletionSource Released)> _kept = [];
    private (HttpMethod Method, string Text)? _lost;

    /// <summary>Keeps the next answer: the first task ends when it is there, the second lets it go.</summary>
    public (Task Reached, Action Release) Keep(string text, HttpMethod? method = null)
    {
        var (reached, released) = (Source(), Source());
        lock (_lock)
            _kept.Add((method, text, reached, released));
        return (reached.Task, released.SetResult);
    }

    /// <summary>Loses all such answers until <see cref="Heal"/>: the service has done the call.</summary>
    public void Lose(HttpMethod method, string text) => _lost = (method, text);

    public void Heal() => _lost = null;

    internal async Task PassAsync(string address, HttpMethod method)
    {
        if (_lost is { } lost && lost.Method == method && address.Contains(lost.Text, StringComparison.Ordinal))
            throw new HttpRequestException("The answer was lost.");
        TaskCompletionSource? released = null;
        lock (_lock)
        {
            var index = _kept.FindIndex(kept => (kept.Method ?? method) == method && address.Contains(kept.Text, StringComparison.Ordinal));
            if (index >= 0)
            {
                (_, _, var reached, released) = _kept[index];
                _kept.RemoveAt(index);
                reached.SetResult();
            }
        }
        if (released is not null)
            await released.Task;
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
