using System.Text.Json.Nodes;

namespace Chat.Features.Live.WatchEvents;

/// <summary>One event as it is sent (<see href="https://html.spec.whatwg.org/multipage/server-sent-events.html"/>).</summary>
/// <param name="Version">The version in the user's stream, sent as <c>id</c>; null for a delta.</param>
/// <param name="Type">Such as <c>message.posted</c>.</param>
/// <param name="Data">The session, the message or another object as JSON, on one line.</param>
public sealed record LiveEvent(long? Version, string Type, string Data)
{
    internal static LiveEvent Delta(long sessionId, long messageId, long offset, string text)
    {
        var data = new JsonObject { ["message_id"] = messageId, ["session_id"] = sessionId, ["offset"] = offset, ["delta"] = text };
        return new LiveEvent(null, "message.delta", data.ToJsonString(ChatJson.Options));
    }

    /// <summary>The reader has seen what is not there: it must read everything again. Its id is the reader's new position.</summary>
    internal static LiveEvent Reset(long version) => new(version, "reset", new JsonObject { ["version"] = version }.ToJsonString(ChatJson.Options));

    internal void WriteTo(IBufferWriter<byte> writer)
    {
        if (Version is { } version)
            Encoding.UTF8.GetBytes($"id: {version}\n", writer);
        Encoding.UTF8.GetBytes($"event: {Type}\ndata: ", writer);
        Encoding.UTF8.GetBytes(Data, writer);
        writer.Write("\n\n"u8);
    }
}
