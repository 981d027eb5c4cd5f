namespace Chat.Features.Sessions;

/// <summary>
/// Stored with a session, never sent: the number of messages of each type, and versions in the user's stream: of the first and
/// the last event with its title or metadata, and of its last change or that of its messages (0 when an old release wrote it).
/// The numbers of messages with feedback are left out while 0, so that documents from before there was feedback stay right.
/// </summary>
public sealed record SessionInternals(
    long User,
    long Assistant,
    long System,
    long FirstText,
    long LastText,
    long Changed = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Up = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Down = 0)
{
    internal static SessionInternals None { get; } = new(0, 0, 0, 0, 0);

    internal static SessionInternals Of(CopiedMessages messages) =>
        None with { User = messages.User, Assistant = messages.Assistant, System = messages.System, Up = messages.Up, Down = messages.Down };

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

    internal SessionInternals WithFeedback(MessageJudged judged) =>
        this with { Up = Up + judged.ChangeOf(FeedbackRating.Up), Down = Down + judged.ChangeOf(FeedbackRating.Down) };

    internal SessionInternals WithText(long version) =>
        this with { FirstText = FirstText == 0 ? version : FirstText, LastText = version };
}
