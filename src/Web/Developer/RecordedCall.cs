namespace Chat.Web.Developer;

/// <summary>A call and its answer.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Address">Absolute.</param>
/// <param name="Headers">Of the call, but for the token.</param>
/// <param name="Body">The JSON that was sent, at most 64 KiB of it; null without.</param>
/// <param name="IsWhole">Whether <paramref name="Body"/> is all that was sent.</param>
/// <param name="Status">Of the answer; null when there was none.</param>
/// <param name="Answer">The answer as text, at most 64 KiB of it; null for a stream of events.</param>
/// <param name="Took">From sending to the whole answer.</param>
/// <param name="At">When it was sent.</param>
public sealed record RecordedCall(
    string Method,
    Uri Address,
    IReadOnlyList<(string Name, string Value)> Headers,
    string? Body,
    bool IsWhole,
    int? Status,
    string? Answer,
    TimeSpan Took,
    DateTimeOffset At);
