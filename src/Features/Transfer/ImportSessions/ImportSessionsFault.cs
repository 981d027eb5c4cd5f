namespace Chat.Features.Transfer.ImportSessions;

/// <summary>The last line of an answer that this side had to break off.</summary>
internal sealed record ImportSessionsFault(ImportNote Error);
