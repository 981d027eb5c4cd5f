using Chat.Features.Shared.Json;

namespace Chat.Features.Sessions.GetSession;

/// <summary>A session and its messages, written as the contract's session with one more member <c>messages</c>.</summary>
/// <param name="rows">The session as head, then its messages, as the database wrote them.</param>
public sealed class SessionWithMessages(JsonRows rows) : JsonAnswer(rows)
{
    private static readonly byte[] Opening = ",\"messages\":"u8.ToArray(), Closing = "}"u8.ToArray();

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>[] Parts() => [Rows.Head[..^1], Opening, Rows.Items, Closing];
}
