namespace Chat.Features.Sessions.CreateSession;

/// <summary>Creates a session of the current user. What is null takes the contract's default.</summary>
/// <param name="Title">The title; trimmed, then 1 to <c>CHAT_TITLE_MAX_LENGTH</c> code points.</param>
/// <param name="AgentType">The kind of agent; <c>primary</c> when null.</param>
/// <param name="Metadata">A JSON object; <c>{}</c> when null.</param>
/// <param name="IsActive">Whether it starts active; true when null.</param>
public sealed record CreateSessionCommand(
    [UpToSetting(nameof(ChatOptions.TitleMaxLength))] string? Title, AgentType? AgentType = null, JsonElement? Metadata = null, bool? IsActive = null)
    : ICommand<SavedSession>, IFromBody<CreateSessionCommand>, IMeasured<SavedSession>
{
    /// <summary>The title, trimmed.</summary>
    public string? Title { get; init; } = Title?.Trim();

    void IMeasured<SavedSession>.Measure(SavedSession response) => SessionMetrics.Count(response);
}
