namespace Chat.Features.Shared.Errors;

/// <summary>The request contradicts an earlier one: 409. Nothing was done.</summary>
public sealed class ConflictException(string detail, long? length = null) : Exception(detail)
{
    /// <summary>For an append: code points of the message so far, so that the client can go on.</summary>
    public long? Length { get; } = length;
}
