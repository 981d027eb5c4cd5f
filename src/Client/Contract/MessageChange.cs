namespace Chat.Client;

/// <summary>What changes in a message; null leaves it as it is.</summary>
/// <param name="Content">The new text.</param>
/// <param name="Metadata">Merged, or replaced, as the call says.</param>
public sealed record MessageChange(
    string? Content = null,
    JsonObject? Metadata = null);
