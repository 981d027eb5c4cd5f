using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace Features.Tests.Transfer;

/// <summary>A body that is sent as the test writes it.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly Channel<byte[]> _parts = Channel.CreateUnbounded<byte[]>();

    public SlowContent() => Headers.ContentType = new MediaTypeHeaderValue(Transfers.Lines);

    public ValueTask WriteAsync(string text) => _parts.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    public void End() => _parts.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await foreach (var part in _parts.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(part);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
