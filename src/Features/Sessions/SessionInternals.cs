namespace Chat.Features.Sessions;

/// <summary>What the service notes about a session beside what clients see; stored with it, never sent.</summary>
/// <param name="User">Messages of type <c>user</c>.</param>
/// <param name="Assistant">Messages of type <c>assistant</c>.</param>
/// <param name="System">Messages of type <c>system</c>.</param>
/// <param name="FirstText">The version of the user's stream whose event is the first that holds a title or metadata of this session.</param>
/// <param name="LastText">The version of the last such event.</param>
/// <param name="Changed">The version of the user's stream at the last change of the session or of a message in it; 0 where an earlier version of the service wrote it.</param>
public sealed record SessionInternals(long User, long Assistant, long System, long FirstText, long LastText, long Changed = 0)
{
    /// <summary>Nothing noted yet.</summary>
    public static SessionInternals None { get; } = new(0, 0, 0, 0, 0);

    internal long CountOf(MessageType type) => type switch
    {
        MessageType.User => User,
        MessageType.Assistant => Assistant,
        MessageType.System => System,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Every message type is counted."),
    };

    internal SessionInternals WithMessage(MessageType type) => type switch
    {
        MessageType.User => this with { User = User + 1 },
        MessageType.Assistant => this with { Assistant = Assistant + 1 },
        MessageType.System => this with { System = System + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Every message type is counted."),
    };

    internal SessionInternals WithText(long version) =>
        this with { FirstText = FirstText == 0 ? version : FirstText, LastText = version };
}
