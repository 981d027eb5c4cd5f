namespace Chat.Features.Shared.Errors;

/// <summary>The body has the wrong media type (415) or is too large (413).</summary>
public sealed class UnsupportedBodyException(int status, string detail) : Exception(detail)
{
    /// <summary>413 or 415.</summary>
    public int Status { get; } = status;
}
