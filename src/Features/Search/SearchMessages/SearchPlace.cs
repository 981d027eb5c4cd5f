using System.Buffers.Binary;
using System.Buffers.Text;

namespace Chat.Features.Search.SearchMessages;

/// <summary>A place in the order of hits: newest first, then by id.</summary>
internal sealed record SearchPlace(DateTimeOffset FoundAt, long Id)
{
    private const int Bytes = 2 * sizeof(long);

    /// <summary>Before the newest hit.</summary>
    internal static SearchPlace Start { get; } = new(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), 0);

    /// <summary>Null for a text that is no cursor.</summary>
    internal static SearchPlace? Parse(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (cursor.Length != Base64Url.GetEncodedLength(Bytes) || Base64Url.DecodeFromChars(cursor, bytes, out _, out _) != OperationStatus.Done)
            return null;
        var (ticks, id) = (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return ticks < 0 || ticks > Start.FoundAt.Ticks ? null : new SearchPlace(new DateTimeOffset(ticks, TimeSpan.Zero), id);
    }

    internal string ToCursor()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, FoundAt.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Id);
        return Base64Url.EncodeToString(bytes);
    }
}
