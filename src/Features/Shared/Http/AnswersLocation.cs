namespace Chat.Features.Shared.Http;

/// <summary>Endpoint metadata: the answer has a header <c>Location</c>.</summary>
public sealed class AnswersLocation;
