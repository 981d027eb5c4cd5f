using System.Diagnostics;
using System.Net;
using Chat.Web.Live;
using Chat.Web.SignIn;

namespace Chat.Web.Developer;

/// <summary>Sees every try of every call: records those of who is signed in, notices a lost connection, and signs out at a 401.</summary>
internal sealed class CallHandler(CurrentUser user, Connection connection, CallLog log) : DelegatingHandler
{
    private const int MostRecorded = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (at, start) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        var body = IsJson(request.Content) ? await request.Content!.ReadAsStringAsync(cancellationToken) : null;
        HttpResponseMessage? response = null;
        string? answer = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            answer = await AnswerOfAsync(response, cancellationToken);
        }
        catch (HttpRequestException)
        {
            connection.Set(isLost: true);
            throw;
        }
        finally
        {
            if (user.Has(request.Headers.Authorization?.Parameter))
            {
                log.Add(new RecordedCall(
                    request.Method.Method,
                    request.RequestUri!,
                    HeadersOf(request),
                    Cut(body),
                    IsWhole: request.Content is null || body?.Length <= MostRecorded,
                    (int?)response?.StatusCode,
                    answer,
                    Stopwatch.GetElapsedTime(start),
                    at));
            }
        }
        connection.Set(isLost: response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            user.Refuse(request.Headers.Authorization?.Parameter, "The service no longer takes your token.");
        return response;
    }

    private static async Task<string?> AnswerOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response.Content))
            return null;
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return Cut(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static List<(string Name, string Value)> HeadersOf(HttpRequestMessage request) =>
        [.. request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? [])
            .Where(header => header.Key is not ("Authorization" or "Content-Length"))
            .Select(header => (header.Key, header.Value.ToString()))];

    // A stream of events or an export has no end to wait for, and a file is not read twice.
    private static bool IsJson(HttpContent? content) => content?.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";

    private static string? Cut(string? text) => text?.Length > MostRecorded ? text[..MostRecorded] + "…" : text;
}
