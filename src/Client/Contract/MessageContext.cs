namespace Chat.Client;

/// <summary>What fits into a model's next turn, oldest first.</summary>
/// <param name="Messages">At most 1,000.</param>
/// <param name="TotalTokens">Of these messages.</param>
/// <param name="MaxTokens">What was asked for.</param>
/// <param name="Omitted">How many messages were left out.</param>
/// <param name="Truncated">Whether even the newest message was left out.</param>
public sealed record MessageContext(
    IReadOnlyList<Message> Messages,
    long TotalTokens,
    long MaxTokens,
    long Omitted,
    bool Truncated);
