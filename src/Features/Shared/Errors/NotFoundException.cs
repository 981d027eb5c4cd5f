namespace Chat.Features.Shared.Errors;

/// <summary>It does not exist or belongs to another user: 404.</summary>
public sealed class NotFoundException(string detail) : Exception(detail);
