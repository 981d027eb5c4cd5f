namespace Chat.Features.Shared.Json;

/// <summary>A result that writes JSON from the database, if any. Execute it once.</summary>
public abstract class JsonAnswer(JsonText? json = null) : IResult
{
    /// <summary>Null for an answer without an entity tag.</summary>
    protected virtual string? EntityTag => null;

    /// <summary>The JSON from the database; valid until the parts are written.</summary>
    protected ReadOnlyMemory<byte> Stored => json is null ? default : json.Bytes;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        using (json)
        {
            if (httpContext.SetETag(EntityTag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            var parts = Parts();
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = parts.Sum(part => (long)part.Length);
            foreach (var part in parts)
                response.BodyWriter.Write(part.Span);
        }
        // The parts are copied: the pooled memory is free before a slow client reads.
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>The whole body, in the place of <see cref="ExecuteAsync"/>.</summary>
    public byte[] ToUtf8Bytes()
    {
        using (json)
        {
            var body = new ArrayBufferWriter<byte>();
            foreach (var part in Parts())
                body.Write(part.Span);
            return body.WrittenSpan.ToArray();
        }
    }

    /// <summary>The parts of the body, in order.</summary>
    protected abstract ReadOnlyMemory<byte>[] Parts();
}
