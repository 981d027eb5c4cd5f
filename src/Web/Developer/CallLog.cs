using Chat.Web.SignIn;

namespace Chat.Web.Developer;

/// <summary>The last calls of this page, newest first, for developers.</summary>
internal sealed class CallLog
{
    private const int MostCalls = 50;

    private readonly LinkedList<RecordedCall> _calls = new();

    public CallLog(CurrentUser user) => user.Changed += Clear;

    /// <summary>Raised after a call.</summary>
    public event Action? Changed;

    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    public void Add(RecordedCall call)
    {
        _calls.AddFirst(call);
        if (_calls.Count > MostCalls)
            _calls.RemoveLast();
        Changed?.Invoke();
    }

    // They are of the user who was signed in.
    private void Clear()
    {
        _calls.Clear();
        Changed?.Invoke();
    }
}
