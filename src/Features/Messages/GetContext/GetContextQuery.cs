namespace Chat.Features.Messages.GetContext;

/// <summary>Reads what of a session fits into the context of a model: its system messages, and the newest of the others.</summary>
public sealed record GetContextQuery(
    [FromRoute] long SessionId,
    [Description("Most tokens of the messages together."), Range(1, 1_000_000)] long MaxTokens)
    : IQuery<JsonList>, IFromUrl<GetContextQuery>
{
    /// <summary>Most messages that come, however few tokens they have.</summary>
    public const int MostMessages = 1_000;
}
