namespace Chat.Client;

/// <summary>Whether all of a message is there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageStatus>))]
public enum MessageStatus
{
    [JsonStringEnumMemberName("complete"), EnumMember(Value = "complete")]
    Complete,

    /// <summary>Its agent still writes it.</summary>
    [JsonStringEnumMemberName("streaming"), EnumMember(Value = "streaming")]
    Streaming,

    /// <summary>Its agent gave it up, or wrote nothing for too long.</summary>
    [JsonStringEnumMemberName("interrupted"), EnumMember(Value = "interrupted")]
    Interrupted,

    /// <summary>Its text is gone for good.</summary>
    [JsonStringEnumMemberName("deleted"), EnumMember(Value = "deleted")]
    Deleted,
}
