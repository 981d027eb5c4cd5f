namespace Chat.Web.Developer;

/// <summary>The last calls of this page, newest first, for developers.</summary>
internal sealed class CallLog
{
    private const int MostCalls = 50;

    private readonly LinkedList<RecordedCall> _calls = new();

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
}
