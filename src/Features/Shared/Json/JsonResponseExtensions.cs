using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Chat.Features.Shared.Json;

/// <summary>Answers that are JSON already.</summary>
internal static class JsonResponseExtensions
{
    /// <summary>Writes the parts one behind the other.</summary>
    internal static async Task WriteJsonAsync(this HttpResponse response, JsonRows rows, params ReadOnlyMemory<byte>[] parts)
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
