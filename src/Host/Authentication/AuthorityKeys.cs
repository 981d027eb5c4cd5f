using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Host.Authentication;

/// <summary>Caches the authority's keys. All callers share one fetch; only a call with an unknown key waits for it.</summary>
/// <remarks>The library's manager answers 401 to the first token of a new key; when the authority hangs, each caller waits.</remarks>
internal sealed partial class AuthorityKeys : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private const int MinRsaBits = 2048;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _address;
    private readonly TimeProvider _clock;
    private readonly ILogger<AuthorityKeys> _logger;
    private readonly HttpDocumentRetriever _documents;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(3),
        MaxResponseContentBufferSize = 1024 * 1024,
    };
    private readonly Lock _gate = new();
    // Set by RequestRefresh, for that call only.
    private readonly AsyncLocal<bool> _metUnknownKey = new();
    private OpenIdConnectConfiguration? _known;
    private Task<OpenIdConnectConfiguration?> _fetch = Task.FromResult<OpenIdConnectConfiguration?>(null);
    private long _freshUntil;
    private long _pausedUntil;

    public AuthorityKeys(BearerSettings settings, TimeProvider clock, ILogger<AuthorityKeys> logger)
    {
        (_address, _clock, _logger) = (settings.Metadata!.AbsoluteUri, clock, logger);
        _documents = new HttpDocumentRetriever(_http) { RequireHttps = settings.RequireHttps };
        UseLastKnownGoodConfiguration = false; // The authority may have withdrawn a key.
    }

    private long Now => _clock.GetUtcNow().UtcTicks;

    /// <exception cref="BusyException">Nothing is cached and the authority can't be reached.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var known = Volatile.Read(ref _known);
        if (known is null || _metUnknownKey.Value)
            return await FetchTogether().WaitAsync(cancel) ?? known ?? throw new BusyException("Tokens can't be checked right now; try again shortly");
        if (Now >= Volatile.Read(ref _freshUntil))
            _ = FetchTogether();
        return known;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);
    public override void RequestRefresh() => _metUnknownKey.Value = true;
    public void Dispose() => _http.Dispose();

    /// <summary>Joins the running fetch or starts one; returns the cached value in the pause after a failed or repeated fetch.</summary>
    private Task<OpenIdConnectConfiguration?> FetchTogether()
    {
        lock (_gate)
        {
            if (!_fetch.IsCompleted)
                return _fetch;
            if (Now < _pausedUntil)
                return Task.FromResult(_known);
            return _fetch = Task.Run(FetchAsync);
        }
    }

    private async Task<OpenIdConnectConfiguration?> FetchAsync()
    {
        var (isFirst, fetched) = (_known is null, await TryFetchAsync());
        lock (_gate)
        {
            if (!isFirst || fetched is null)
                _pausedUntil = Now + Pause.Ticks;
            if (fetched is not null)
                (_known, _freshUntil) = (fetched, Now + Fresh.Ticks);
            return fetched;
        }
    }

    private async Task<OpenIdConnectConfiguration?> TryFetchAsync()
    {
        try
        {
            var fetched = await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, CancellationToken.None);
            foreach (var key in fetched.SigningKeys.Where(IsTooShort).ToList())
                fetched.SigningKeys.Remove(key);
            if (!string.IsNullOrEmpty(fetched.Issuer) && fetched.SigningKeys.Count > 0)
                return fetched;
            LogFailure(_address, "it names no issuer or no signing keys that will do");
        }
        catch (Exception error)
        {
            LogFailure(_address, (error.InnerException ?? error).Message);
        }
        return null;
    }

    // The library accepts 1,024 bits.
    private static bool IsTooShort(SecurityKey key) => key is RsaSecurityKey or X509SecurityKey { PublicKey: RSA } && key.KeySize < MinRsaBits;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys at {Address} can't be read: {Reason}")]
    private partial void LogFailure(string address, string reason);
}
