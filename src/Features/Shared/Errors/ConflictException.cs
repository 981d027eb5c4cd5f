namespace Chat.Features.Shared.Errors;

/// <summary>The request contradicts what was done before: 409. Nothing was done.</summary>
/// <param name="detail">One readable sentence for the client.</param>
public sealed class ConflictException(string detail) : Exception(detail);
