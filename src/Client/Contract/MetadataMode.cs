namespace Chat.Client;

/// <summary>How metadata in a call changes those of a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetadataMode>))]
public enum MetadataMode
{
    /// <summary>Member by member; one that is null is removed.</summary>
    [JsonStringEnumMemberName("merge"), EnumMember(Value = "merge")]
    Merge,

    /// <summary>As a whole.</summary>
    [JsonStringEnumMemberName("replace"), EnumMember(Value = "replace")]
    Replace,
}
