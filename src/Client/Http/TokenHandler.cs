using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Chat.Client.Http;

/// <summary>Asks for the token before each try, since it may expire between two.</summary>
internal sealed class TokenHandler(IOptions<ChatClientOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await options.Value.TokenProvider!(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
