namespace Chat.Features.Sessions.UpdateSession;

/// <summary>Changes a session of the current user. Null leaves what is there.</summary>
/// <remarks>Members have setters, since the serializer calls one exactly when the body names the member: <c>{"title": null}</c> names one.</remarks>
public sealed record UpdateSessionCommand : ICommand<ChatSession>, IFromBody<UpdateSessionCommand>
{
    [JsonIgnore, FromRoute]
    public long SessionId { get; init; }

    /// <summary>Another title; trimmed, then 1 to <c>CHAT_TITLE_MAX_LENGTH</c> code points.</summary>
    [UpToSetting(nameof(ChatOptions.TitleMaxLength))]
    public string? Title
    {
        get;
        set => (field, NamesAField) = (value?.Trim(), true);
    }

    /// <summary>Another state.</summary>
    public bool? IsActive
    {
        get;
        set => (field, NamesAField) = (value, true);
    }

    /// <summary>Other metadata, in place of all that was there.</summary>
    public JsonElement? Metadata
    {
        get;
        set => (field, NamesAField) = (value, true);
    }

    /// <summary>Whether any of the three was named, be it with null.</summary>
    [JsonIgnore]
    public bool NamesAField { get; private set; }
}
