namespace Chat.Features.Sessions.GetSession;

/// <summary>A session as JSON, with one more member <c>messages</c>.</summary>
public sealed class SessionWithMessages(string? entityTag, JsonText json) : JsonAnswer(json)
{
    protected override string? EntityTag => entityTag;

    protected override ReadOnlyMemory<byte>[] Parts() => [Stored];
}
