namespace Chat.Client.Http;

/// <summary>Gives a POST a key, so that it can be sent again and is done once.</summary>
internal sealed class IdempotencyHandler : DelegatingHandler
{
    internal const string Header = "Idempotency-Key";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && !request.Headers.Contains(Header))
            request.Headers.Add(Header, Guid.NewGuid().ToString("N"));
        return base.SendAsync(request, cancellationToken);
    }
}
