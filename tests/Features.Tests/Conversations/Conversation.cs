using System.Text.Json;

namespace Features.Tests.Conversations;

/// <summary>A conversation of the log in conversations.json.</summary>
internal sealed record Conversation(
    string User, string Title, string AgentType, bool IsActive, JsonElement Metadata, IReadOnlyList<ConversationMessage> Messages)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true };

    /// <summary>All conversations, in the order of their sessions.</summary>
    public static IReadOnlyList<Conversation> ReadAll()
    {
        using var file = typeof(Conversation).Assembly.GetManifestResourceStream("conversations.json")!;
        return JsonSerializer.Deserialize<Conversation[]>(file, Options)!;
    }
}

internal sealed record ConversationMessage(string MessageType, string? AgentType, string Content, JsonElement Metadata);
