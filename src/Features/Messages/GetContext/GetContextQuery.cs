namespace Chat.Features.Messages.GetContext;

/// <summary>Reads the messages that fit into a model's context: system messages first, then the newest others.</summary>
public sealed record GetContextQuery(
    [FromRoute] long SessionId,
    [Description("Most tokens of the messages together."), Range(1, 1_000_000)] long MaxTokens)
    : IQuery<JsonList>, IFromUrl<GetContextQuery>
{
    /// <summary>Most messages of an answer.</summary>
    public const int MostMessages = 1_000;
}
