namespace Chat.Features.Messages;

/// <summary>A command that may change a message's metadata.</summary>
public abstract record MessageChange(JsonElement? Metadata) : MessageCommand
{
    /// <summary>From the query.</summary>
    [JsonIgnore, FromQuery]
    [Description("How `metadata` changes the message's: `merge` (by default) adds or replaces members and removes those that are null; `replace` takes the whole object.")]
    public MetadataMode? MetadataMode { get; init; }

    /// <exception cref="ValidationException">The result is out of bounds.</exception>
    internal JsonElement Changed(JsonElement metadata) => Metadata switch
    {
        null => metadata,
        { } all when MetadataMode == Messages.MetadataMode.Replace => all,
        { } members => MetadataRules.Merged(metadata, members),
    };
}
