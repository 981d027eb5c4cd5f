namespace Chat.Features.Shared.Errors;

/// <summary>What was asked for does not exist for this user: 404, the same whether it never existed or is another user's.</summary>
public sealed class NotFoundException(string detail) : Exception(detail);
