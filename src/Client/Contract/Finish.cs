namespace Chat.Client;

/// <summary>What changes in the metadata of a message that is complete.</summary>
/// <param name="Metadata">Merged, or replaced, as the call says.</param>
public sealed record Finish(
    JsonObject? Metadata = null);
