namespace Chat.Client;

/// <summary>
/// Read everything: at the beginning, and when earlier events do not count any more, as after a restore or an erasure of the user. What happens from now
/// on follows.
/// </summary>
/// <param name="Version">The place of the newest event; 0 when there is none.</param>
public sealed record Reset(long Version) : ChatEvent(Version, EventTypes.Reset);
