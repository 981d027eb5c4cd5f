namespace Chat.Features.Messages.GetContext;

/// <summary>Reads what of a session fits into the context of a model: its system messages, and the newest of the others.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="MaxTokens">Tokens that the messages may have together.</param>
public sealed record GetContextQuery(long SessionId, long MaxTokens) : IQuery<JsonList>
{
    /// <summary>The largest <c>max_tokens</c>.</summary>
    public const int MostTokens = 1_000_000;

    /// <summary>Most messages that come, however few tokens they have.</summary>
    public const int MostMessages = 1_000;
}
