using System.Text.Json.Nodes;

namespace Chat.Agent;

/// <summary>A user's message that has no answer yet, and what was tried.</summary>
/// <param name="Message">The user's message.</param>
/// <param name="Attempts">Answers of agents like this one that were begun, oldest first. None is complete.</param>
public sealed record Question(Message Message, IReadOnlyList<Message> Attempts)
{
    /// <summary>The member of an answer's metadata that names the question.</summary>
    public const string Answers = "answers";

    /// <summary>The member that says why an answer was interrupted. It is written just after; an instance that dies does not write it.</summary>
    public const string Ended = "ended";

    /// <summary>The model failed.</summary>
    public const string Failed = "failed";

    /// <summary>The instance was stopped, or gave no sign of life.</summary>
    public const string Left = "left";

    /// <summary>Somebody else interrupted a living answer: the user wants none.</summary>
    public const string Stopped = "stopped";

    /// <summary>An answer that is being written; null without one.</summary>
    public Message? Growing => Attempts.FirstOrDefault(attempt => attempt.Status == MessageStatus.Streaming);

    /// <summary>An answer that was interrupted, and it is not known yet why; null without one.</summary>
    public Message? Unclear => Attempts.LastOrDefault(attempt => EndOf(attempt) is null);

    /// <summary>How often the model failed.</summary>
    public int Failures => Attempts.Count(attempt => EndOf(attempt) == Failed);

    private bool IsOpen => Attempts.All(attempt => attempt.Status is MessageStatus.Streaming or MessageStatus.Interrupted)
        && (Attempts.Count == 0 || EndOf(Attempts[^1]) != Stopped);

    /// <summary>Why an answer was interrupted; null while it is not known.</summary>
    public static string? EndOf(Message attempt) => attempt.Metadata[Ended] is JsonValue end && end.TryGetValue<string>(out var why) ? why : null;

    /// <summary>
    /// The oldest question without an answer, among the newest messages of a session. What was said before somebody else answered is not for it.
    /// </summary>
    /// <returns>Null when everything is answered.</returns>
    public static Question? OldestOf(IReadOnlyList<Message> messages)
    {
        var attempts = messages.Where(message => Of(message) is not null).ToLookup(message => Of(message)!.Value);
        // A deleted answer names no question any more: what came before it is not answered again.
        var foreign = messages.LastOrDefault(message => message.MessageType == MessageType.Assistant
            && Of(message) is null && message.Status is MessageStatus.Complete or MessageStatus.Deleted)?.Sequence ?? 0;
        return messages
            .Where(message => message.MessageType == MessageType.User && message.Status == MessageStatus.Complete && message.Sequence > foreign)
            .Select(message => new Question(message, [.. attempts[message.Id]]))
            .FirstOrDefault(question => question.IsOpen);
    }

    private static long? Of(Message message) =>
        message.MessageType == MessageType.Assistant && message.Metadata[Answers] is JsonValue id && id.TryGetValue<long>(out var question) ? question : null;
}
