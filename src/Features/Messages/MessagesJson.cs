namespace Chat.Features.Messages;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(MessageDraft))]
[JsonSerializable(typeof(MessageDelta))]
[JsonSerializable(typeof(MessageRevision))]
internal sealed partial class MessagesJson : JsonSerializerContext;
