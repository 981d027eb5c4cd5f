using System.Text.Json.Nodes;

namespace Chat.Agent;

/// <summary>A user's message that has no answer yet, and what was tried.</summary>
/// <param name="Message">The user's message.</param>
/// <param name="Attempts">Answers of agents like this one that were begun, oldest first. None is complete.</param>
public sealed record Question(Message Message, IReadOnlyList<Message> Attempts)
{
    /// <summary>The member of an answer's metadata that names the question.</summary>
    public const string Answers = "answers";

    /// <summary>An answer that is being written; null without one.</summary>
    public Message? Growing => Attempts.FirstOrDefault(attempt => attempt.Status == MessageStatus.Streaming);

    /// <summary>
    /// The oldest question without an answer, among the newest messages of a session: the newest of the user's messages, and those before it back to the
    /// first that such an agent answered. What was said before, or answered by somebody else, is not for it.
    /// </summary>
    /// <returns>Null when everything is answered.</returns>
    public static Question? OldestOf(IReadOnlyList<Message> messages)
    {
        var attempts = messages.Where(message => Of(message) is not null).ToLookup(message => Of(message)!.Value);
        var questions = messages.Where(message => message.MessageType == MessageType.User && message.Status == MessageStatus.Complete).ToList();
        // A deleted answer names no question any more: what came before it is not answered again.
        var foreign = messages.LastOrDefault(message => message.MessageType == MessageType.Assistant
            && Of(message) is null && message.Status is MessageStatus.Complete or MessageStatus.Deleted)?.Sequence ?? 0;
        var first = questions.FindIndex(question => attempts.Contains(question.Id));
        return questions.Skip(first >= 0 ? first : questions.Count - 1)
            .Where(question => question.Sequence > foreign
                && attempts[question.Id].All(attempt => attempt.Status is MessageStatus.Streaming or MessageStatus.Interrupted))
            .Select(question => new Question(question, [.. attempts[question.Id]]))
            .FirstOrDefault();
    }

    private static long? Of(Message message) =>
        message.MessageType == MessageType.Assistant && message.Metadata[Answers] is JsonValue id && id.TryGetValue<long>(out var question) ? question : null;
}
