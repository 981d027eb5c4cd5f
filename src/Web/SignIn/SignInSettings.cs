namespace Chat.Web.SignIn;

/// <summary>How people sign in, as the host says.</summary>
/// <param name="TakesNames">A name is enough: in Development, on this machine.</param>
/// <param name="Authority">The address of an OpenID Connect authority; null without one.</param>
/// <param name="ClientId">The page's name there.</param>
/// <param name="Scope">The scopes that it asks for.</param>
internal sealed record SignInSettings(bool TakesNames, string? Authority, string? ClientId, string? Scope);
