namespace Chat.Client;

/// <summary>What an imported file is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportFormat>))]
public enum ImportFormat
{
    /// <summary>The <c>conversations.json</c> of a ChatGPT export.</summary>
    [JsonStringEnumMemberName("chatgpt"), EnumMember(Value = "chatgpt")]
    ChatGpt,

    /// <summary>An Open WebUI chat export.</summary>
    [JsonStringEnumMemberName("open-webui"), EnumMember(Value = "open-webui")]
    OpenWebUI,
}
