using System.Buffers;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Host.Errors;

/// <summary>
/// Writes a problem where Kestrel refuses what it can't parse: a broken or too long first line, broken headers, headers that are late. No
/// middleware sees such a call, and Kestrel's own answer has no body; but Kestrel first tells the listeners of its diagnostic event.
/// </summary>
internal sealed class UnparsedRequests(bool allowsOrigins) : IObserver<KeyValuePair<string, object?>>
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public static void Subscribe(WebApplication app) => app.Services.GetRequiredService<DiagnosticListener>()
        .Subscribe(new UnparsedRequests(app.AllowsOrigins()), name => name == Refused);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // A response that has started is that of a parsed request. In HTTP/2 a request is refused without a response.
        if (value.Value is IFeatureCollection call
            && call.Get<IHttpRequestFeature>() is { Protocol: "" or "HTTP/1.0" or "HTTP/1.1" } request
            && call.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && call.Get<IHttpResponseBodyFeature>() is { } start
            && call.Get<IConnectionTransportFeature>() is { Transport.Output: { } output })
        {
            var body = ProblemWriter.BodyOf(ProblemMapping.OfUnparsed(response.StatusCode), call.Get<IHttpRequestIdentifierFeature>()!.TraceIdentifier, isUser: false);
            SetHeaders(response.Headers, body.Length);
            _ = start.StartAsync(); // Writes the headers at once. The body has no writer yet but that of the connection.
            if (!HttpMethods.IsHead(request.Method))
                output.Write(body);
            _ = output.FlushAsync().AsTask();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void SetHeaders(IHeaderDictionary headers, long length)
    {
        (headers.ContentType, headers.ContentLength, headers.Connection) = (ProblemWriter.MediaType, length, "close");
        ResponseHeaders.Set(headers);
        if (allowsOrigins)
            headers.AccessControlAllowOrigin = "*"; // The origin may not be known yet. The answer tells nothing of anybody.
    }
}
