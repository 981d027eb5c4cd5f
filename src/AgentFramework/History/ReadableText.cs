namespace Chat.AgentFramework.History;

/// <summary>What people read of a message, in a web page or a search.</summary>
/// <param name="Text">Its text; or, of a message without, what is there instead.</param>
/// <param name="IsPlaceholder">Whether it is no text of the message.</param>
internal sealed record ReadableText(string Text, bool IsPlaceholder)
{
    internal static ReadableText Of(ChatMessage message, int maxLength)
    {
        var text = Texts.Clean(message.Text);
        // The service takes white space alone from a tool turn only.
        return IsToolTurn(message) && text.Length <= maxLength || !Texts.Split(text, maxLength).Any(string.IsNullOrWhiteSpace)
            ? new ReadableText(text, IsPlaceholder: false)
            : new ReadableText(Describe(message), IsPlaceholder: true);
    }

    internal static bool IsToolTurn(ChatMessage message) => message.Contents.Any(content => content is ToolCallContent or ToolResultContent);

    private static string Describe(ChatMessage message)
    {
        var kinds = string.Join(' ', message.Contents.Select(Describe).Distinct(StringComparer.Ordinal));
        return kinds.Length is > 0 and < 1_000 ? Texts.Clean(kinds) : "[message]";
    }

    private static string Describe(AIContent content) => content switch
    {
        DataContent data => $"[{data.MediaType}]",
        UriContent uri => $"[{uri.Uri}]",
        ErrorContent error => $"[error: {error.Message}]",
        TextReasoningContent => "[reasoning]",
        ToolApprovalRequestContent { ToolCall: FunctionCallContent call } => $"[approval of {call.Name}]",
        ToolApprovalResponseContent response => response.Approved ? "[approved]" : "[rejected]",
        HostedFileContent file => $"[file {file.Name ?? file.FileId}]",
        UsageContent => "[usage]",
        _ => "[message]",
    };
}
