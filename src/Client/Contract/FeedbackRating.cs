namespace Chat.Client;

/// <summary>What the user thinks of a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeedbackRating>))]
public enum FeedbackRating
{
    [JsonStringEnumMemberName("up"), EnumMember(Value = "up")]
    Up,

    [JsonStringEnumMemberName("down"), EnumMember(Value = "down")]
    Down,
}
