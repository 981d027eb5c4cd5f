using System.Buffers;

namespace Chat.Features.Live.WatchEvents;

/// <summary>One event as it is sent (<see href="https://html.spec.whatwg.org/multipage/server-sent-events.html"/>).</summary>
/// <param name="Version">Its version in the user's stream, which is its <c>id</c>; null for a part of a message that grows.</param>
/// <param name="Type">Such as <c>message.posted</c>.</param>
/// <param name="Data">The session or the message as JSON, on one line.</param>
public sealed record LiveEvent(long? Version, string Type, string Data)
{
    internal static LiveEvent Delta(long sessionId, long messageId, long offset, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 128);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ChatJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("message_id", messageId);
            writer.WriteNumber("session_id", sessionId);
            writer.WriteNumber("offset", offset);
            writer.WriteString("delta", text);
            writer.WriteEndObject();
        }
        return new LiveEvent(null, "message.delta", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    internal void WriteTo(IBufferWriter<byte> writer)
    {
        if (Version is { } version)
            Encoding.UTF8.GetBytes($"id: {version}\n", writer);
        Encoding.UTF8.GetBytes($"event: {Type}\ndata: ", writer);
        Encoding.UTF8.GetBytes(Data, writer);
        writer.Write("\n\n"u8);
    }
}
