namespace Chat.Client;

/// <summary>Text for the end of a message.</summary>
/// <param name="Delta">May be empty, which keeps a streaming message streaming.</param>
/// <param name="Offset">How many code points are there already; null adds it in any case.</param>
public sealed record Append(
    string Delta,
    long? Offset);
