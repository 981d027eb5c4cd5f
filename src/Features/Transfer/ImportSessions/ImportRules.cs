namespace Chat.Features.Transfer.ImportSessions;

/// <summary>What a session and its messages must be, as if they were posted; the end of a sentence for what they are not.</summary>
internal sealed class ImportRules(ChatOptions options)
{
    private const int LongestPoster = 255;

    // A change of a message is later than its last one, so there must be later times.
    private static readonly DateTimeOffset FirstTime = DateTimeOffset.UnixEpoch, LastTime = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static string? ProblemOf(SourceSession session) =>
        TimeProblem("created_at", session.CreatedAt) ?? (MetadataRules.Problem(session.Metadata) is { } problem ? $"metadata {problem}" : null);

    internal string? ProblemOf(ChatMessage message, AgentType sessionType)
    {
        var mostCharacters = options.MaxMessageLengthFor(sessionType);
        return message.Content is null ? "content must be given"
            : !CodePoints.AtMost(message.Content, mostCharacters) ? TextRules.TooLong("content", mostCharacters)
            : message is { MessageType: MessageType.Assistant, AgentType: null } ? "agent_type must be given for an assistant message"
            : MetadataRules.Problem(message.Metadata) is { } problem ? $"metadata {problem}"
            : message.PostedBy is { } agent && !CodePoints.AtMost(agent, LongestPoster) ? TextRules.TooLong("posted_by", LongestPoster)
            : message.Revision is < 1 or > Bounds.MaxSafeInteger ? $"revision must be from 1 to {Bounds.MaxSafeInteger}"
            : message.Feedback is { Comment: { } comment } && (comment.Length == 0 || !CodePoints.AtMost(comment, MessageFeedback.MostOfComment))
                ? $"comment must have 1 to {MessageFeedback.MostOfComment} characters"
            : TimeProblem("created_at", message.CreatedAt) ?? TimeProblem("updated_at", message.UpdatedAt)
                ?? (message.Feedback is { } feedback ? TimeProblem("updated_at", feedback.UpdatedAt) : null);
    }

    private static string? TimeProblem(string member, DateTimeOffset time) =>
        time >= FirstTime && time < LastTime ? null : $"{member} must be from {FirstTime.Year} to {LastTime.Year - 1}";
}
