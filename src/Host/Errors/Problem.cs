using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Host.Errors;

/// <summary>The body of every error answer (RFC 9457): title, status and detail, then these members in their order.</summary>
internal sealed class Problem : ProblemDetails
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">One readable sentence for the client; never from an exception that is not ours.</param>
    public Problem(int status, string detail) => (Status, Title, Detail) =
        (status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error", detail);

    /// <summary>Names the call in the service's logs.</summary>
    public string? TraceId { get; set; }

    /// <summary>For a 400: the fields in <c>snake_case</c>, each with what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>For a 409 of an append: code points of the message so far.</summary>
    public long? Length { get; init; }
}
