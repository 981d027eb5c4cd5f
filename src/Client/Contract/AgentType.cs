namespace Chat.Client;

/// <summary>The kind of agent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentType>))]
public enum AgentType
{
    [JsonStringEnumMemberName("primary"), EnumMember(Value = "primary")]
    Primary,

    [JsonStringEnumMemberName("log_analysis"), EnumMember(Value = "log_analysis")]
    LogAnalysis,

    [JsonStringEnumMemberName("research"), EnumMember(Value = "research")]
    Research,

    [JsonStringEnumMemberName("router"), EnumMember(Value = "router")]
    Router,
}
