namespace Chat.Web.SignIn;

/// <summary>What a tab remembers while its user is at the authority. It holds no token.</summary>
/// <param name="Address">Where the user was, relative to the base.</param>
/// <param name="State">Comes back with the code.</param>
/// <param name="Verifier">Proves that the code is for this tab (PKCE).</param>
internal sealed record Departure(string Address, string State, string Verifier);
