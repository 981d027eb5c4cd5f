namespace Chat.Features.Shared.Errors;

/// <summary>The request contradicts what was done before: 409. Nothing was done.</summary>
public sealed class ConflictException(string detail, long? length = null) : Exception(detail)
{
    /// <summary>Code points of the message that was to grow, so that the client can go on; null where it is about something else.</summary>
    public long? Length { get; } = length;
}
