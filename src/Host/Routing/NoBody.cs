using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Host.Routing;

/// <summary>The body of the answer to a HEAD: it is discarded, and its reader wants no more, which ends an event stream.</summary>
internal sealed class NoBody(IHttpResponseBodyFeature response) : PipeWriter, IHttpResponseBodyFeature
{
    private byte[] _discarded = [];

    public Stream Stream => Stream.Null;

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true; // The JSON serializer asks.

    public override long UnflushedBytes => 0;

    public override void Advance(int bytes)
    {
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_discarded.Length < Math.Max(sizeHint, 1))
            _discarded = new byte[Math.Max(sizeHint, 4096)];
        return _discarded;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await response.StartAsync(cancellationToken);
        return new FlushResult(isCanceled: false, isCompleted: true);
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => response.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => response.StartAsync(cancellationToken);

    public void DisableBuffering() => response.DisableBuffering();

    Task IHttpResponseBodyFeature.CompleteAsync() => response.CompleteAsync();
}
