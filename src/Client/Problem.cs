namespace Chat.Client;

/// <summary>The body of an error (RFC 9457).</summary>
internal sealed record Problem(string? Detail, [property: JsonPropertyName("traceId")] string? TraceId, Dictionary<string, string[]>? Errors, long? Length);
