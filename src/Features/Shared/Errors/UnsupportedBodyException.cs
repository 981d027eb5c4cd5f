namespace Chat.Features.Shared.Errors;

/// <summary>A body that cannot be taken as JSON at all: 415 for the wrong media type, 413 for one that is too large.</summary>
public sealed class UnsupportedBodyException(int status, string detail) : Exception(detail)
{
    /// <summary>The HTTP status: 413 or 415.</summary>
    public int Status { get; } = status;
}
