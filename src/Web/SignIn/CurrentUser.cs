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

    /// <summary>The user's id; empty when nobody is signed in.</summary>
    public string Id => _token is null ? "" : TokenSubject.Of(_token);

    /// <summary>The token for calls.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public string Token => _token ?? throw new InvalidOperationException("Nobody is signed in.");

    public void SignIn(string token)
    {
        (_token, EndedBecause) = (token, null);
        Changed?.Invoke();
    }

    public void SignOut(string? because = null)
    {
        if (_token is null)
            return;
        (_token, EndedBecause) = (null, because);
        Changed?.Invoke();
    }
}
