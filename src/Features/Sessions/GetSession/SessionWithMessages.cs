namespace Chat.Features.Sessions.GetSession;

/// <summary>A session and its messages, written as the contract's session with one more member <c>messages</c>.</summary>
/// <param name="entityTag">Its entity tag, in quotes; null while it has none.</param>
/// <param name="json">The session with its messages, as the database wrote them.</param>
public sealed class SessionWithMessages(string? entityTag, JsonText json) : JsonAnswer(json)
{
    protected override string? EntityTag => entityTag;

    protected override ReadOnlyMemory<byte>[] Parts() => [Stored];
}
