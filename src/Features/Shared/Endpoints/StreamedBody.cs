using System.IO.Compression;

namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: the body is read as it comes, and may be far larger than others.</summary>
internal sealed class StreamedBody
{
    internal const string Json = "application/json", Lines = "application/x-ndjson", Gzip = "application/gzip";

    /// <summary>Opens the body before it is read.</summary>
    /// <exception cref="UnsupportedBodyException">It is not declared as JSON or lines of JSON in UTF-8, or as a gzip file of these (415).</exception>
    /// <exception cref="InvalidRequestException">Its length is ambiguous.</exception>
    internal static BoundedStream Open(HttpRequest request, ChatOptions options)
    {
        JsonBody.CheckMediaType(request, Lines, Gzip);
        var isCompressed = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Gzip, StringComparison.OrdinalIgnoreCase);
        var body = OpenAsSent(request, options);
        return isCompressed ? Bounded(new GZipStream(body, CompressionMode.Decompress), options) : body;
    }

    /// <summary>Opens the body without looking at its type.</summary>
    internal static BoundedStream OpenAsSent(HttpRequest request, ChatOptions options)
    {
        JsonBody.CheckLength(request);
        if (request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // The stream has its own.
        return Bounded(request.Body, options);
    }

    internal static BoundedStream Bounded(Stream body, ChatOptions options) => new(
        body,
        options.ImportMaxMb * 1024L * 1024,
        () => new UnsupportedBodyException(StatusCodes.Status413PayloadTooLarge, $"An import must have at most {options.ImportMaxMb} MiB"));
}
