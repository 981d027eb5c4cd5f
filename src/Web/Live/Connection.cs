namespace Chat.Web.Live;

/// <summary>Whether the service answers.</summary>
internal sealed class Connection
{
    /// <summary>Raised after <see cref="IsLost"/> changed.</summary>
    public event Action? Changed;

    public bool IsLost { get; private set; }

    public void Set(bool isLost)
    {
        if (IsLost == isLost)
            return;
        IsLost = isLost;
        Changed?.Invoke();
    }
}
