namespace Chat.Features.Shared.Errors;

/// <summary>What the call wants to change is not what it says in <c>If-Match</c>: 412. Nothing was done.</summary>
public sealed class PreconditionFailedException(string detail) : Exception(detail);
