namespace Chat.Features.Shared.Users;

/// <summary>The user this scope works for: the owner of everything it can reach, and the tenant of its storage sessions.</summary>
public sealed class CurrentUser
{
    private string? _id;

    /// <summary>The user id: the token's <c>sub</c>, or whom an agent acts for; 1 to 255 code points.</summary>
    /// <exception cref="InvalidOperationException">The scope has no user yet.</exception>
    public string Id => _id ?? throw new InvalidOperationException("This scope works for no user.");

    /// <summary>The agent that acts for the user; null when the user does.</summary>
    public ActingAgent? Agent { get; private set; }

    /// <summary>When the caller's token expires; null for work without a token.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Sets the user, once per scope: after authentication, or by a background job.</summary>
    /// <param name="id">The user.</param>
    /// <param name="agent">The agent that acts for the user.</param>
    /// <param name="until">When the caller's token expires.</param>
    /// <exception cref="InvalidOperationException">The scope already works for another user.</exception>
    public void Become(string id, ActingAgent? agent = null, DateTimeOffset? until = null)
    {
        if (_id is not null && !string.Equals(_id, id, StringComparison.Ordinal))
            throw new InvalidOperationException("This scope already works for another user.");
        (_id, Agent, Until) = (id, agent, until);
    }
}
