namespace Chat.AgentFramework.History;

/// <summary>A message of the framework as one or more messages of the service: nothing is cut off where it is too long for one.</summary>
internal sealed class MessageParts(ChatHistoryOptions options)
{
    // Of 65,536 bytes and 32 levels that metadata may have.
    private const int MaxBytes = 48 * 1024, MaxLevels = 24;

    // What an image costs a model, about; its bytes say nothing of it.
    private const int TokensOfData = 1_000;

    internal IReadOnlyList<NewMessage> Of(ChatMessage message)
    {
        var readable = ReadableText.Of(message, options.MaxMessageLength);
        var texts = Texts.Split(readable.Text, options.MaxMessageLength);
        var metadata = MetadataOf(message, texts, readable.IsPlaceholder, Guid.NewGuid().ToString("N"));
        return [.. metadata.Select((each, i) => NewPart(message, i < texts.Count ? texts[i] : null, each))];
    }

    /// <summary>A part without text, which only holds more of the JSON.</summary>
    internal NewMessage NewPart(ChatMessage message, string? text, JsonObject metadata)
    {
        var type = MessageJson.TypeOf(message.Role);
        return new NewMessage(text ?? "[more of the message]", type, type == MessageType.User ? null : options.AgentType, metadata);
    }

    /// <summary>The metadata of all parts: of those with text, then of those that hold more of the JSON.</summary>
    internal static IReadOnlyList<JsonObject> MetadataOf(ChatMessage message, IReadOnlyList<string> texts, bool isPlaceholder, string group)
    {
        var json = MessageJson.Write(message, keepsText: isPlaceholder);
        var fits = Encoding.UTF8.GetByteCount(json) <= MaxBytes && Levels(json) <= MaxLevels;
        var slices = fits ? [] : Slices(json);
        var (count, lastText) = (texts.Count + slices.Count, texts.Count - 1);
        var all = new List<JsonObject>();
        for (var i = 0; i < count; i++)
        {
            var mark = new MessageMark(
                fits && i == lastText ? JsonNode.Parse(json)!.AsObject() : null,
                i > lastText ? slices[i - texts.Count] : null,
                count > 1 ? group : null,
                count > 1 ? i + 1 : null,
                count > 1 && i == count - 1 ? true : null,
                isPlaceholder || i > lastText ? true : null);
            var metadata = new JsonObject { [MessageMark.Member] = mark.ToJson() };
            if (i == lastText)
                AddTurn(metadata, message, texts[i]);
            else if (i > lastText)
                metadata["tokens"] = 0;
            all.Add(metadata);
        }
        // Only its first part may be without text.
        if (lastText > 0)
            AddTurn(all[0], message, text: null);
        return all;
    }

    private static void AddTurn(JsonObject metadata, ChatMessage message, string? text)
    {
        if (message.Contents.OfType<ToolCallContent>().ToList() is { Count: > 0 } calls)
            metadata["tool_calls"] = new JsonArray([.. calls.Select(call => new JsonObject { ["id"] = call.CallId, ["name"] = (call as FunctionCallContent)?.Name })]);
        if (message.Contents.OfType<ToolResultContent>().FirstOrDefault() is { } result)
            metadata["tool_call_id"] = result.CallId;
        if (text is not null && message.Contents.Any(content => content is not TextContent))
            metadata["tokens"] = ((Encoding.UTF8.GetByteCount(text) + 3) / 4) + 4 + message.Contents.Sum(TokensOf);
    }

    private static int TokensOf(AIContent content) => content switch
    {
        TextContent or UsageContent => 0,
        DataContent => TokensOfData,
        _ => JsonSerializer.SerializeToUtf8Bytes(content, MessageJson.Options.GetTypeInfo(typeof(AIContent))).Length / 4,
    };

    private static List<string> Slices(string json)
    {
        var slices = new List<string>();
        for (var start = 0; start < json.Length;)
        {
            var (end, bytes) = (start, 0);
            while (end < json.Length && bytes < MaxBytes)
            {
                var rune = Rune.GetRuneAt(json, end);
                end += rune.Utf16SequenceLength;
                // A quote or a backslash is escaped.
                bytes += rune.Value is '"' or '\\' ? 2 : rune.Utf8SequenceLength;
            }
            slices.Add(json[start..end]);
            start = end;
        }
        return slices;
    }

    private static int Levels(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = MessageJson.MaxDepth });
        var levels = 0;
        while (reader.Read())
            levels = Math.Max(levels, reader.CurrentDepth + 1);
        return levels;
    }
}
