namespace Chat.Client;

/// <summary>Changes several sessions, all or none.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Ids">1 to 1,000.</param>
public sealed record SessionsChange(
    SessionsAction Action,
    IReadOnlyList<long> Ids);
