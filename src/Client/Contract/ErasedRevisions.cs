namespace Chat.Client;

/// <summary>How many earlier versions are gone.</summary>
/// <param name="Erased">The versions.</param>
public sealed record ErasedRevisions(long Erased);
