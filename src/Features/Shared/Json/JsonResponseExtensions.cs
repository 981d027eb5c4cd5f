using System.Buffers;

namespace Chat.Features.Shared.Json;

/// <summary>Answers that are JSON already.</summary>
internal static class JsonResponseExtensions
{
    /// <summary>Writes an answer that stays as it is.</summary>
    internal static Task WriteJsonAsync(this HttpResponse response, byte[] json)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        return response.BodyWriter.WriteAsync(json, response.HttpContext.RequestAborted).AsTask();
    }

    /// <summary>Writes the parts one behind the other, and lets go of the rows that they lie in.</summary>
    internal static async Task WriteJsonAsync(this HttpResponse response, JsonRows? rows, ReadOnlyMemory<byte>[] parts)
    {
        using (rows)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = parts.Sum(part => (long)part.Length);
            foreach (var part in parts)
                response.BodyWriter.Write(part.Span);
        }
        // Written means copied: the rows' memory is free before a slow client has read a byte.
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
