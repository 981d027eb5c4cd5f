namespace Chat.Features.Sessions.GetSession;

/// <summary>A session and its messages, written as the contract's session with one more member <c>messages</c>.</summary>
/// <param name="rows">Its entity tag or null as head, then the session with its messages, as the database wrote them.</param>
public sealed class SessionWithMessages(JsonRows rows) : JsonAnswer(rows)
{
    /// <inheritdoc/>
    protected override string? EntityTag => Rows.Head.Span[0] == '"' ? Encoding.ASCII.GetString(Rows.Head.Span) : null;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>[] Parts() => [Rows.Items[1..^1]];
}
