namespace Chat.Web.Conversation;

/// <summary>A part of a session on its way.</summary>
internal sealed class WindowLoad
{
    /// <summary>Whether it takes the place of everything that is held.</summary>
    public bool IsJump { get; init; }

    /// <summary>What happened since it was asked for.</summary>
    public List<ChatEvent> Events { get; } = [];

    /// <summary>Whether it has to be asked for again.</summary>
    public bool IsStale { get; set; }

    public void Begin()
    {
        IsStale = false;
        Events.Clear();
    }
}
