using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Chat.Host.Limits;

/// <summary>The partition of a call: a user and a bucket, or the network of a call without a valid token.</summary>
/// <remarks>The network is an IPv4 address, or the first half of an IPv6 address: callers choose the other half.</remarks>
internal readonly record struct Caller(string? User, string? For, RateLimitBucket? Bucket, ulong Network)
{
    public static Caller Of(string user, string? actingFor = null, RateLimitBucket? bucket = null) => new(user, actingFor, bucket, 0);

    public static Caller At(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return default;
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        return new Caller(null, null, null, isV4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - 4)..]) : BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
