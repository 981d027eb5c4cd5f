namespace Chat.Features.Shared.Errors;

/// <summary>The state does not match <c>If-Match</c>: 412. Nothing was done.</summary>
public sealed class PreconditionFailedException(string detail) : Exception(detail);
