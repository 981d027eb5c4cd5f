namespace Chat.Client;

/// <summary>What to do with several sessions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionsAction>))]
public enum SessionsAction
{
    [JsonStringEnumMemberName("deactivate"), EnumMember(Value = "deactivate")]
    Deactivate,

    [JsonStringEnumMemberName("reactivate"), EnumMember(Value = "reactivate")]
    Reactivate,

    /// <summary>They, their messages and all their texts are gone for good.</summary>
    [JsonStringEnumMemberName("erase"), EnumMember(Value = "erase")]
    Erase,
}
