namespace Chat.AgentFramework.History;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageMark))]
[JsonSerializable(typeof(SessionState))]
internal sealed partial class MarkJson : JsonSerializerContext;
