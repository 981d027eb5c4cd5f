namespace Chat.Features.Transfer.ImportSessions;

/// <param name="Line">The line, or in a JSON file the number of the conversation; from 1.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record ImportNote(long Line, string Detail);
