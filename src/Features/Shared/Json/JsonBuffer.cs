using System.Buffers;

namespace Chat.Features.Shared.Json;

/// <summary>
/// Bytes in pooled memory. What the database streams is gathered here first, so that no connection waits for a slow client.
/// </summary>
internal sealed class JsonBuffer : Stream
{
    private const int FirstSize = 16 * 1024;

    private byte[] _bytes;
    private int _length;

    /// <summary>Rents memory.</summary>
    /// <param name="size">Bytes expected; more are taken as needed.</param>
    public JsonBuffer(int size = FirstSize) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>What was written; valid until the next write or the end of the buffer.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Free memory behind what was written, never empty; <see cref="Advance"/> then says how much of it was used.</summary>
    public Memory<byte> Free()
    {
        if (_length == _bytes.Length)
            Grow(_length + 1);
        return _bytes.AsMemory(_length);
    }

    /// <summary>Takes bytes of <see cref="Free"/> as written.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _bytes.Length - _length)
            Grow(checked(_length + buffer.Length));
        buffer.CopyTo(_bytes.AsSpan(_length));
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
        base.Dispose(disposing);
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
