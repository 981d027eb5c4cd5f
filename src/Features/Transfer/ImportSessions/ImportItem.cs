namespace Chat.Features.Transfer.ImportSessions;

/// <summary>What a file holds, in order, whatever its format.</summary>
/// <param name="Line">The line, or the number of the conversation.</param>
internal abstract record ImportItem(long Line);

/// <summary>A session begins. The one before it is whole.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Session">The session.</param>
/// <param name="MessageCount">How many messages it has, if the file says so.</param>
internal sealed record SessionItem(long Line, SourceSession Session, long? MessageCount) : ImportItem(Line);

internal sealed record MessageItem(long Line, ChatMessage Message) : ImportItem(Line);

internal sealed record RevisionItem(long Line, ChatMessage Message) : ImportItem(Line);

/// <summary>The session is whole, before the next begins.</summary>
/// <param name="Line">Where it ends.</param>
internal sealed record SessionEndItem(long Line) : ImportItem(Line);

/// <summary>A conversation that can't be a session here.</summary>
internal sealed record PassedOverItem(long Line, string Because) : ImportItem(Line);

/// <summary>The file ends, where it says so or is cut off.</summary>
internal sealed record EndItem(long Line, bool IsTruncated) : ImportItem(Line);
