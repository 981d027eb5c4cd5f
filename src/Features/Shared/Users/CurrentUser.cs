namespace Chat.Features.Shared.Users;

/// <summary>The user of a call, and the tenant of its Marten sessions.</summary>
/// <param name="Id">The token's <c>sub</c>, or the user that an agent acts for; 1 to 255 code points.</param>
/// <param name="Agent">Null when the user calls.</param>
/// <param name="Until">The expiry of the token; null for background jobs.</param>
public sealed record CurrentUser(string Id, ActingAgent? Agent = null, DateTimeOffset? Until = null);
