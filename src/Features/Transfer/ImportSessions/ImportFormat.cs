namespace Chat.Features.Transfer.ImportSessions;

/// <summary>What a file is.</summary>
public enum ImportFormat
{
    /// <summary><c>chat-export</c>: an export of this service.</summary>
    [JsonStringEnumMemberName("chat-export")]
    ChatExport,

    /// <summary><c>chatgpt</c>: the <c>conversations.json</c> of a ChatGPT export.</summary>
    [JsonStringEnumMemberName("chatgpt")]
    ChatGpt,

    /// <summary><c>open-webui</c>: an Open WebUI chat export.</summary>
    [JsonStringEnumMemberName("open-webui")]
    OpenWebUI,
}
