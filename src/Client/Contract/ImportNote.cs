namespace Chat.Client;

/// <summary>A line of a file that is wrong.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Detail">What is wrong.</param>
public sealed record ImportNote(
    long Line,
    string Detail);
