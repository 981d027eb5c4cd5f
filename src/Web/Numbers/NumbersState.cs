using Chat.Web.Shared;

namespace Chat.Web.Numbers;

/// <summary>The user's statistics and conversations over time, read anew when something changed. It lives as long as its page, so no other user sees it.</summary>
internal sealed class NumbersState : IDisposable
{
    /// <summary>How many of the newest conversations are put on the axis of time.</summary>
    internal const int MostSessions = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly IChatApi _chat;
    private readonly TimeProvider _time;
    private readonly Throttle _reload;

    public NumbersState(IChatApi chat, TimeProvider time)
    {
        (_chat, _time) = (chat, time);
        _reload = new Throttle(LoadAsync, Pause, time);
    }

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
            var statistics = await _chat.GetStatisticsAsync();
            var sessions = new List<Session>();
            await foreach (var session in _chat.ListSessionsAsync())
            {
                sessions.Add(session);
                if (sessions.Count == MostSessions)
                    break;
            }
            (Statistics, Error) = (statistics, null);
            IsWhole = sessions.Count < MostSessions;
            Periods = Timeline.Of(sessions, TimeZoneInfo.Local, _time.GetUtcNow());
        }
        catch (ChatException error)
        {
            Error = error;
        }
        Changed?.Invoke();
    }

    /// <summary>Reads anew, at most every two seconds.</summary>
    public void OnEvent(ChatEvent e)
    {
        if (e is not MessageDelta)
            _reload.Ask();
    }

    public void Dispose() => _reload.Dispose();
}
