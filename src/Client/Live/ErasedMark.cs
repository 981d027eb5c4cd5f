namespace Chat.Client;

/// <summary>The data of <see cref="EventTypes.SessionErased"/>.</summary>
internal sealed record ErasedMark(long Id);
