using System.Buffers.Binary;

namespace Chat.Bench.Service;

/// <summary>Finds the statements in what a client sends to Postgres: its messages are a type and a length each, the first has only a length.</summary>
internal sealed class StatementScanner
{
    private const int LengthBytes = 4;

    private readonly byte[] _header = new byte[1 + LengthBytes];

    // The first message is without a type: its place is taken as read.
    private int _have = 1;
    private int _toSkip;

    /// <summary>Executions (prepared or not) and simple queries that begin in these bytes.</summary>
    public int Count(ReadOnlySpan<byte> bytes)
    {
        var statements = 0;
        while (bytes.Length > 0)
        {
            if (_toSkip > 0)
            {
                var skipped = Math.Min(_toSkip, bytes.Length);
                _toSkip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            var taken = Math.Min(_header.Length - _have, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_have));
            bytes = bytes[taken..];
            _have += taken;
            if (_have < _header.Length)
                break;
            _have = 0;
            _toSkip = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(1)) - LengthBytes;
            if (_header[0] is (byte)'E' or (byte)'Q')
                statements++;
        }
        return statements;
    }
}
