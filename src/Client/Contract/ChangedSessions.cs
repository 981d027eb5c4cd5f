namespace Chat.Client;

/// <summary>How many sessions a call changed.</summary>
/// <param name="Changed">The sessions.</param>
public sealed record ChangedSessions(int Changed);
