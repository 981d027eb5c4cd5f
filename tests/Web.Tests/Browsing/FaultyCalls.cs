namespace Web.Tests.Browsing;

/// <summary>A network that can be gone, or lose answers; counts the POSTs that reach the service.</summary>
internal sealed class FaultyCalls : DelegatingHandler
{
    /// <summary>Whether no call reaches the service.</summary>
    public bool IsGone { get; set; }

    /// <summary>How many of the next answers are lost, after the service did what it was asked.</summary>
    public int LostAnswers { get; set; }

    /// <summary>The idempotency keys of the POSTs that reached the service.</summary>
    public List<string> Keys { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsGone)
            throw new HttpRequestException("Gone");
        if (request.Method == HttpMethod.Post)
            Keys.AddRange(request.Headers.GetValues("Idempotency-Key"));
        var response = await base.SendAsync(request, cancellationToken);
        if (LostAnswers == 0)
            return response;
        LostAnswers--;
        response.Dispose();
        throw new HttpRequestException("Lost");
    }
}
