namespace Chat.Features.Messages.GetContext;

/// <summary>The shape of a context, which is streamed: for the OpenAPI document and for clients in .NET.</summary>
/// <param name="Messages">In ascending sequence.</param>
/// <param name="TotalTokens">The tokens of these messages together.</param>
/// <param name="MaxTokens">As asked for.</param>
/// <param name="Omitted">How many messages of the session are left out.</param>
/// <param name="Truncated">Whether even the newest message is left out.</param>
public sealed record GetContextResponse(IReadOnlyList<ChatMessage> Messages, long TotalTokens, long MaxTokens, long Omitted, bool Truncated);
