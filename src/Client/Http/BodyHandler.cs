namespace Chat.Client.Http;

/// <summary>Reads an answer as a part of its try, so that a connection that breaks within it is tried again. Streams are not read.</summary>
internal sealed class BodyHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json")
                await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
