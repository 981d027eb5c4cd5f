namespace Chat.Web.Sessions;

/// <summary>The sessions that the list shows, newest first.</summary>
internal sealed class SessionListState(IChatApi chat)
{
    private readonly List<Session> _sessions = [];

    public event Action? Changed;

    public IReadOnlyList<Session> Sessions => _sessions;

    public async Task LoadAsync()
    {
        var page = await chat.WalkSessionsAsync(50);
        _sessions.Clear();
        _sessions.AddRange(page.Sessions);
        Changed?.Invoke();
    }
}
