namespace Chat.Features.Messages.JudgeMessage;

/// <summary>Gives feedback on a message of the current user, in place of what was there.</summary>
/// <param name="Rating">Null removes the feedback.</param>
/// <param name="Comment">More than white space, at most 2,000 code points, kept exactly as it is. Only with a rating.</param>
public sealed record JudgeMessageCommand(FeedbackRating? Rating = null, [Length(1, MessageFeedback.MostOfComment)] string? Comment = null)
    : MessageCommand, ICommand<ChatMessage>, IFromBody<JudgeMessageCommand>
{
    internal bool IsSameAs(MessageFeedback? feedback) => (feedback?.Rating, feedback?.Comment) == (Rating, Comment);
}
