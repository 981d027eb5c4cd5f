using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Host.Errors;

/// <summary>The body of every error (RFC 9457). The detail never quotes a framework's exception.</summary>
internal sealed class Problem : ProblemDetails
{
    public Problem(int status, string detail) => (Status, Title, Detail) =
        (status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error", detail);

    public string? TraceId { get; set; }

    /// <summary>For a 400: messages by field in <c>snake_case</c>, or by header.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>For a 409 of an append: code points of the message so far.</summary>
    public long? Length { get; init; }
}
