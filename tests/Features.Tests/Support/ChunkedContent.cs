using System.Net;

namespace Features.Tests.Support;

/// <summary>A body without <c>Content-Length</c>.</summary>
internal sealed class ChunkedContent(byte[] body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body, 0, body.Length);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
