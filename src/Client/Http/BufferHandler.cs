namespace Chat.Client.Http;

/// <summary>Reads an answer as a whole, so that one that breaks off in the middle is tried again too. Streams are the caller's to read.</summary>
internal sealed class BufferHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json")
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        return response;
    }
}
