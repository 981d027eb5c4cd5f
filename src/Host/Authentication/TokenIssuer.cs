using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Host.Authentication;

/// <summary>Makes tokens for people who try the service out; possible only where the service itself holds the key.</summary>
internal sealed class TokenIssuer(BearerSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public bool CanIssue => settings.Key is not null;

    /// <summary>A token for a user, good for 30 days.</summary>
    /// <exception cref="StartupException">An authority makes the tokens, or this can't be a user.</exception>
    public string TokenFor(string subject) => TokenOf(subject, []);

    /// <summary>A token for an agent, good for 30 days and limited to no agent types.</summary>
    /// <exception cref="StartupException">An authority makes the tokens, or this can't be an agent.</exception>
    public string TokenForAgent(string subject) => TokenOf(subject, [TokenIdentity.AgentRole]);

    private string TokenOf(string subject, string[] roles)
    {
        if (!CanIssue)
            throw new StartupException("Tokens come from the configured authority; the service makes none.");
        if (!Subject.IsValid(subject))
            throw new StartupException("A user id holds 1 to 255 characters.");

        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject };
        if (roles.Length > 0)
            claims["roles"] = roles;
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
