namespace Chat.Features.Shared.Errors;

/// <summary>The caller may not do this: 403. Nothing was done.</summary>
public sealed class ForbiddenException(string detail) : Exception(detail);
