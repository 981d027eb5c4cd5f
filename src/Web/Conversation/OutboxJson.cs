using System.Text.Json.Serialization;

namespace Chat.Web.Conversation;

/// <summary>How items are kept. A property that a later version adds is null in older ones.</summary>
[JsonSerializable(typeof(OutboxItem))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class OutboxJson : JsonSerializerContext;
