using System.Text.Json.Serialization;

namespace Chat.Host.Errors;

/// <summary>The body of every error answer (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One readable sentence for people.</param>
/// <param name="TraceId">Names the call in the service's logs.</param>
/// <param name="Errors">For a 400: the fields in <c>snake_case</c>, each with what is wrong with it.</param>
/// <param name="Length">For a 409 of an append: code points of the message so far.</param>
internal sealed record Problem(
    string Title,
    int Status,
    string Detail,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Length = null);
