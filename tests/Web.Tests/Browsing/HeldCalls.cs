namespace Web.Tests.Browsing;

/// <summary>Holds back answers, as a slow network does.</summary>
internal sealed class HeldCalls : DelegatingHandler
{
    private readonly SemaphoreSlim _held = new(0), _released = new(0);
    private Func<HttpRequestMessage, bool> _isHeld = static _ => false;

    /// <summary>From now on answers to these calls are held back: the service has given them, and nobody has them.</summary>
    public void Hold(Func<HttpRequestMessage, bool> calls) => _isHeld = calls;

    /// <summary>Waits until an answer is held back.</summary>
    public Task WaitAsync() => _held.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Lets one answer go.</summary>
    public void Release() => _released.Release();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isHeld = _isHeld(request);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (!isHeld)
            return response;
        _held.Release();
        await _released.WaitAsync(cancellationToken);
        return response;
    }
}
