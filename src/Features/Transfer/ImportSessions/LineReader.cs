using System.IO.Pipelines;

namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Reads lines up to a length.</summary>
internal sealed class LineReader(Stream file, int mostBytes)
{
    private readonly PipeReader _reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024));

    /// <summary>The number of the last line; from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>The next line that is not empty, valid until the next call; null at the end.</summary>
    /// <exception cref="UnsupportedBodyException">It is too long.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken token)
    {
        while (true)
        {
            var (line, isEnd) = await ReadAsync(token);
            if (!line.IsEmpty)
                Line++;
            else if (isEnd)
                return null;
            if (!IsBlank(line.Span))
                return line;
        }
    }

    private async ValueTask<(ReadOnlyMemory<byte> Line, bool IsEnd)> ReadAsync(CancellationToken token)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(token);
            var end = read.Buffer.PositionOf((byte)'\n');
            var length = end is { } at ? read.Buffer.Slice(0, at).Length : read.Buffer.Length;
            if (length > mostBytes)
                throw new UnsupportedBodyException(StatusCodes.Status413PayloadTooLarge, $"A line must have at most {mostBytes} bytes");
            if (end is not null || read.IsCompleted)
            {
                // With its line feed, so that an empty line is no end.
                var line = end is { } feed ? read.Buffer.Slice(0, read.Buffer.GetPosition(1, feed)) : read.Buffer;
                var bytes = line.ToArray();
                _reader.AdvanceTo(line.End);
                return (bytes, read.IsCompleted && end is null);
            }
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
