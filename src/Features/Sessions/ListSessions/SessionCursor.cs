using System.Buffers.Binary;
using System.Buffers.Text;

namespace Chat.Features.Sessions.ListSessions;

/// <summary>The place of a walk: the id of the last session that was answered, as an opaque text.</summary>
internal static class SessionCursor
{
    private const int Bytes = sizeof(long) + 1;

    // The first byte, for another order of walks.
    private const byte ById = 1;

    internal static string Of(long session)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = ById;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], session);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for a text that is no cursor.</summary>
    internal static long? Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return cursor.Length == Base64Url.GetEncodedLength(Bytes) && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == Bytes && bytes[0] == ById
            && BinaryPrimitives.ReadInt64BigEndian(bytes[1..]) is > 0 and <= Bounds.MaxSafeInteger and var session ? session : null;
    }
}
