namespace Chat.Features.Sessions.UpdateSession;

/// <summary>Changes a session of the current user. Null leaves what is there.</summary>
/// <remarks>Members have setters, which the serializer calls only for members in the body: <c>{"title": null}</c> has one.</remarks>
public sealed record UpdateSessionCommand : ICommand<SavedSession>, IFromBody<UpdateSessionCommand>
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

    /// <summary>Whether the body has any of the three, even as null.</summary>
    internal bool NamesAField { get; private set; }
}
