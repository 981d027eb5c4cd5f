namespace Chat.Client;

/// <summary>Who speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageType>))]
public enum MessageType
{
    [JsonStringEnumMemberName("user"), EnumMember(Value = "user")]
    User,

    [JsonStringEnumMemberName("assistant"), EnumMember(Value = "assistant")]
    Assistant,

    [JsonStringEnumMemberName("system"), EnumMember(Value = "system")]
    System,
}
