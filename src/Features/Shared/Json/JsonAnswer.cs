namespace Chat.Features.Shared.Json;

/// <summary>An answer that is JSON already. It is given once.</summary>
/// <param name="json">What the database wrote of it; null for an answer that was made here.</param>
public abstract class JsonAnswer(JsonText? json = null) : IResult
{
    /// <summary>The tag of its state; null for an answer without.</summary>
    protected virtual string? EntityTag => null;

    /// <summary>What the database wrote; valid while the parts are made and written.</summary>
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
        // Written means copied: the pooled memory is free before a slow client has read a byte.
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>The parts of the answer, one behind the other.</summary>
    protected abstract ReadOnlyMemory<byte>[] Parts();
}
