namespace Chat.Web.Numbers;

/// <summary>The user's statistics and conversations over time, read anew a while after something changed.</summary>
internal sealed class NumbersState(IChatApi chat, TimeProvider time)
{
    /// <summary>How many of the newest conversations are put on the axis of time.</summary>
    internal const int MostSessions = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private bool _isWaiting;

    public event Action? Changed;

    public UserStatistics? Statistics { get; private set; }

    public IReadOnlyList<Period> Periods { get; private set; } = [];

    /// <summary>Whether all conversations are on the axis of time.</summary>
    public bool IsWhole { get; private set; }

    public ChatException? Error { get; private set; }

    public async Task LoadAsync()
    {
        try
        {
            var statistics = await chat.GetStatisticsAsync();
            var sessions = new List<Session>();
            await foreach (var session in chat.ListSessionsAsync())
            {
                sessions.Add(session);
                if (sessions.Count == MostSessions)
                    break;
            }
            (Statistics, Error) = (statistics, null);
            IsWhole = sessions.Count < MostSessions;
            Periods = Timeline.Of(sessions, TimeZoneInfo.Local, time.GetUtcNow());
        }
        catch (ChatException error)
        {
            Error = error;
        }
        Changed?.Invoke();
    }

    /// <summary>Reads anew once for all events of the next two seconds.</summary>
    public async void OnEvent(ChatEvent e)
    {
        if (_isWaiting || e is MessageDelta)
            return;
        _isWaiting = true;
        await Task.Delay(Pause, time);
        _isWaiting = false;
        await LoadAsync();
    }
}
