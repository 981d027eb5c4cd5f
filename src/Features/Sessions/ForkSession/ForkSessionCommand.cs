namespace Chat.Features.Sessions.ForkSession;

/// <summary>Creates a session of the current user with copies of the messages of another one.</summary>
/// <param name="UpToSequence">The last message that is copied; the newest of the session when null.</param>
/// <param name="Title">The title, trimmed, then 1 to <c>CHAT_TITLE_MAX_LENGTH</c> code points; that of the other session when null.</param>
public sealed record ForkSessionCommand(
    [Range(1, ForkSessionCommand.MostMessages)] long? UpToSequence = null, [UpToSetting(nameof(ChatOptions.TitleMaxLength))] string? Title = null)
    : ICommand<SavedSession>, IFromBody<ForkSessionCommand>, IMeasured<SavedSession>
{
    /// <summary>Most messages that are copied.</summary>
    public const int MostMessages = 10_000;

    static ForkSessionCommand IFromBody<ForkSessionCommand>.WithoutBody => new();

    /// <summary>The other session.</summary>
    [JsonIgnore, FromRoute]
    public long SessionId { get; init; }

    /// <summary>The title, trimmed.</summary>
    public string? Title { get; init; } = Title?.Trim();

    // Ten thousand messages take seconds.
    TimeSpan? ICommand.Limit => TimeSpan.FromSeconds(30);

    void IMeasured<SavedSession>.Measure(SavedSession response) => SessionMetrics.Count(response);
}
