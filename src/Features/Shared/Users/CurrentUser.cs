namespace Chat.Features.Shared.Users;

/// <summary>The user whom a call works for: the owner of everything it can reach, and the tenant of its storage sessions.</summary>
/// <param name="Id">The token's <c>sub</c>, or whom an agent acts for; 1 to 255 code points.</param>
/// <param name="Agent">The agent that acts for the user; null when the user does.</param>
/// <param name="Until">When the caller's token expires; null for work without a token.</param>
public sealed record CurrentUser(string Id, ActingAgent? Agent = null, DateTimeOffset? Until = null);
