using System.Text.Json.Nodes;

namespace Chat.Features.Live.WatchDraft;

/// <summary>The events of a UI-message stream (<see href="https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol"/>). The whole text is one part.</summary>
internal static class UiMessageChunk
{
    internal const string
        TextStart = """{"type":"text-start","id":"t1"}""",
        TextEnd = """{"type":"text-end","id":"t1"}""",
        Finish = """{"type":"finish"}""",
        Abort = """{"type":"abort","reason":"The message was interrupted"}""",
        Done = "[DONE]";

    internal static string Start(long message) => $$"""{"type":"start","messageId":"{{message}}"}""";

    internal static string TextDelta(string text) => Of(("type", "text-delta"), ("id", "t1"), ("delta", text));

    internal static string Error(string text) => Of(("type", "error"), ("errorText", text));

    private static string Of(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var chunk = new JsonObject();
        foreach (var (name, value) in members)
            chunk.Add(name, value);
        return chunk.ToJsonString(ChatJson.Options);
    }
}
