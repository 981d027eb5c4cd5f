namespace Chat.Web.SignIn;

/// <summary>Who is signed in. The token is kept in memory only: it ends with the tab, or with the service's 401.</summary>
internal sealed class CurrentUser
{
    private string? _token;

    /// <summary>Raised after somebody signed in or out.</summary>
    public event Action? Changed;

    public bool IsSignedIn => _token is not null;

    /// <summary>Why the last sign-in ended; null when the user ended it, or nobody was signed in.</summary>
    public string? EndedBecause { get; private set; }

    /// <summary>The user's id, as the token says; empty when nobody is signed in.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The token for calls.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public string Token => _token ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whether a call with this token is of who is signed in: its answer may come after the sign-out.</summary>
    public bool Has(string? token) => _token is not null && token == _token;

    public void SignIn(string token) => Set(token, null);

    public void SignOut(string? because = null)
    {
        if (_token is not null)
            Set(null, because);
    }

    /// <summary>Signs out when the service refuses the token. A late answer to an earlier token changes nothing.</summary>
    public void Refuse(string? token, string because)
    {
        if (Has(token))
            SignOut(because);
    }

    private void Set(string? token, string? because)
    {
        (_token, EndedBecause, Id) = (token, because, token is null ? "" : TokenSubject.Of(token) ?? "");
        Changed?.Invoke();
    }
}
