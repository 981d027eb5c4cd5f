using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Features.Tests.Hostile;

/// <summary>Generates calls to all endpoints, most of them invalid in some way.</summary>
internal static partial class HostileCalls
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE"];

    private static readonly string[] Encoded =
    [
        "%00", "%", "%zz", "%1", "%ED%A0%80", "%FF%FE", "%C0%AF", "%2F", "%2e%2e", "%5C", "%252F", "%20", "%0d%0aX:1", "%F0%9F%91%8B", "..", ".", "..;", "//", "*", "~",
    ];

    private static readonly string[] Ids =
    [
        "0", "-1", "+1", "1.0", "1e3", "0x1", "01", "9007199254740991", "9007199254740992", "9223372036854775808", "99999999999999999999999999", "stats", "stats/user", "null",
        "{session_id}", new('9', 3_000),
    ];

    private static readonly string[] Parameters =
    [
        "page", "page_size", "agent_type", "message_type", "is_active", "include_messages", "search", "limit", "cursor", "after", "before", "fields", "order", "PAGE", "",
    ];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset", "application/merge-patch+json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded",
        "application/", "/", ";", "*/*", "application/json, application/json",
    ];

    private static readonly string[] Names =
    [
        "Idempotency-Key", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "If-Match", "If-None-Match", "If-Modified-Since", "Last-Event-ID", "Range", "Origin",
        "Cookie", "Prefer", "traceparent", "tracestate", "baggage", "X-Forwarded-For", "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Request-Id", "Referer", "User-Agent",
        "Content-Encoding", "Content-Language", "Content-MD5", "Upgrade", "Via", "Authorization",
    ];

    private static readonly string[] Values =
    [
        "", "*", "\"1\"", "W/\"1\"", "\"", "1", "-1", "0", "99999999999999999999", "gzip", "br;q=9", "text/event-stream", "application/json;q=x", "bytes=0-1,2-", "null", "key-1", "key-2",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-00", "127.0.0.1", "DELETE", "websocket", "Bearer", "Bearer x.y.z",
        new('k', 255), new('k', 256), new('k', 4_000),
    ];

    /// <summary>Calls of users 0 to <paramref name="callers"/> - 1.</summary>
    public static Gen<HostileCall> Of(IReadOnlyList<MappedCall> endpoints, int callers) =>
        from caller in Gen.Choose(0, callers - 1)
        from endpoint in Gen.Elements(endpoints.ToArray())
        from method in Gen.Frequency((12, Gen.Constant(endpoint.Method.Method)), (1, Gen.Elements(Methods)))
        from path in Path(endpoint.Pattern)
        from query in Query(endpoint)
        from headers in Headers()
        from body in Gen.Frequency((endpoint.Body is null ? 1 : 12, Body(endpoint)), (endpoint.Body is null ? 12 : 1, Gen.Constant<byte[]?>(null)))
        select new HostileCall(caller, method, path, query, headers, body);

    private static Gen<string> Path(string pattern) => Parameter().Matches(pattern)
        .Select(parameter => parameter.Value.Contains(HostileCall.Message, StringComparison.OrdinalIgnoreCase) ? HostileCall.Message : HostileCall.Session)
        .Aggregate(Gen.Constant(pattern), (path, kind) => from before in path from id in Id(kind) select Parameter().Replace(before, id.Replace("{", "%7B", StringComparison.Ordinal), 1));

    private static Gen<string> Id(string kind) => Gen.Frequency(
        (8, Gen.Constant(HostileCall.Own + kind)),
        (3, Gen.Constant(HostileCall.Foreign + kind)),
        (2, Gen.Elements(Ids)),
        (1, Gen.Elements(Encoded)),
        (1, from before in Gen.Elements(Encoded) from after in HostileJson.Text.Select(Uri.EscapeDataString) select Cut(before + HostileCall.Own + kind + after)));

    private static Gen<string> Query(MappedCall endpoint) =>
        from count in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Choose(2, 5)))
        from pairs in Pair(endpoint).ListOf(count)
        select pairs.Count > 0 ? Cut("?" + string.Join('&', pairs)) : "";

    private static Gen<string> Pair(MappedCall endpoint) =>
        from name in Gen.Frequency((endpoint.Parameters.Count > 0 ? 4 : 0, Gen.Elements(endpoint.Parameters.DefaultIfEmpty("").ToArray())), (1, Gen.Elements(Parameters)))
        from value in Gen.Frequency((3, Gen.Elements(Ids).Select(Uri.EscapeDataString)), (1, Gen.Elements(Encoded)), (3, HostileJson.Text.Select(Uri.EscapeDataString)), (1, Gen.Constant("true")))
        select $"{name}={value}";

    private static Gen<IReadOnlyList<(string, string)>> Headers() =>
        from type in Gen.Frequency((15, Gen.Constant(MediaTypes[0])), (1, Gen.Elements(MediaTypes)))
        from count in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Choose(2, 4)))
        from others in Header().ListOf(count)
        select (IReadOnlyList<(string, string)>)[("Content-Type", type), .. others];

    private static Gen<(string, string)> Header() =>
        from name in Gen.Elements(Names)
        from value in Gen.Frequency((3, Gen.Elements(Values)), (1, HostileJson.Text))
        select (name, string.Concat(Cut(value).Where(c => c is >= ' ' and not '\u007f' && !char.IsSurrogate(c))));

    private static Gen<byte[]?> Body(MappedCall endpoint) =>
        from text in Gen.Frequency((endpoint.Examples.Count > 0 ? 5 : 0, Gen.Elements(endpoint.Examples.DefaultIfEmpty("{}").ToArray()).SelectMany(HostileJson.Mutated)), (1, HostileJson.Value(4)))
        from how in Gen.Choose(0, 30)
        from place in Gen.Choose(0, Math.Max(0, Encoding.UTF8.GetByteCount(text) - 1))
        from value in Gen.Choose(0, 255)
        select Damaged(Encoding.UTF8.GetBytes(text), how, place, (byte)value);

    private static byte[]? Damaged(byte[] body, int how, int place, byte value) => how switch
    {
        0 => body[..place],
        1 => [.. body[..place], value, .. body[place..]],
        2 => [.. body[..place], value, .. body[Math.Min(place + 1, body.Length)..]],
        3 => [.. Encoding.UTF8.GetPreamble(), .. body],
        4 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        5 => [0x1f, 0x8b, 8, 0, .. body],
        6 => [.. body, .. new byte[1_100_000]],
        _ => body,
    };

    /// <summary>Keeps the request line short: too long lines have their own tests.</summary>
    private static string Cut(string text) => text.Length > 5_000 ? text[..5_000] : text;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
