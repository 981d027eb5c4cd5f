using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Host.Authentication;

internal sealed class TokenIssuer(BearerSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public bool CanIssue => settings.Key is not null;

    /// <summary>Creates a token of 30 days for a user, or for an agent of all agent types.</summary>
    /// <exception cref="StartupException">An authority is configured, or the subject is invalid.</exception>
    public string TokenFor(string subject, bool isAgent = false)
    {
        if (!CanIssue)
            throw new StartupException("Tokens come from the configured authority; the service makes none.");
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = Subject.Named(subject) };
        if (isAgent)
            claims["roles"] = new[] { TokenIdentity.AgentRole };
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(settings.Key, SecurityAlgorithms.HmacSha256),
        });
    }
}
