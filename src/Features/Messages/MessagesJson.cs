using System.Text.Json.Serialization;

namespace Chat.Features.Messages;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChatMessage))]
internal sealed partial class MessagesJson : JsonSerializerContext;
