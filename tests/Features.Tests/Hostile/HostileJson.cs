using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Features.Tests.Hostile;

/// <summary>Generates texts and JSON, valid and invalid.</summary>
internal static class HostileJson
{
    private const string Placeholder = "@here@";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Texts =
    [
        "", " ", "\t", "\u00a0", "\u2028", "\u200b", "\u202e", "\ufeff", "\uffff", "\u0001", "\u007f", "null", "true", "0", "-1", "1e9", "NaN", "%", "_", "\\", "%_\\",
        "'", "\"", "'; drop table x; --", "$1", "{0}", "${jndi:x}", "<script>", "../../etc/passwd", "\r\nSet-Cookie: a=b", "👩‍👩‍👧‍👦", "𠮷", "İ", "ß", "e\u0301\u0302", "مرحبا",
        "primary", "user", "assistant", "system", "router", "asc", "2026-01-01T00:00:00Z", new('x', 256), new('x', 10_001),
    ];

    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e400", "-1e-400", "1E+2", "9007199254740993", "9223372036854775808", "0.1000000000000000000000000001",
        "123456789012345678901234567890123456789012345678901234567890", "01", "+1", ".5", "NaN", "Infinity", "tru", "'a'", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\u0000\"", "{\"\\u0000\":1}", "{\"\\udfff\":{}}", "{\"a\":1,\"a\":2}",
        "{\"\":{}}", "{\"$type\":\"x\"}", "{\"__proto__\":{}}", "[]", "{}", "[null]", "[,]", "{,}", "/**/1", "1 2", "{\"a\":1}}", $"\"{new string('y', 66_000)}\"",
        Nested(31), Nested(33), Nested(70), Nested(3_000), new('[', 5_000),
    ];

    private static readonly string[] Names =
    [
        "title", "content", "agent_type", "message_type", "metadata", "is_active", "session_id", "id", "user_id", "sequence", "message_count", "created_at", "messages", "key",
        "Title", "tenant", "",
    ];

    /// <summary>Any text, most of them short.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (3, Gen.Elements(Texts)),
        (2, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")),
        (1, Gen.Choose(0, 0x10FFFF).Where(rune => Rune.IsValid(rune)).ListOf().Select(runes => string.Concat(runes.Select(rune => new Rune(rune))))));

    /// <summary>A value with at most this number of levels.</summary>
    public static Gen<string> Value(int levels)
    {
        var flat = Gen.Frequency((2, Gen.Elements(Literals)), (2, Text.Select(Quoted)));
        return levels == 0 ? flat : Gen.Frequency(
            (4, flat),
            (1, from items in ListOf(Value(levels - 1)) select $"[{string.Join(',', items)}]"),
            (2, from members in ListOf(Member(levels - 1)) select $"{{{string.Join(',', members)}}}"));
    }

    /// <summary>A valid body with one change.</summary>
    public static Gen<string> Mutated(string example) =>
        from place in Gen.Choose(0, Places(JsonNode.Parse(example)!).Count() - 1)
        from value in Value(2)
        from how in Gen.Choose(0, 5)
        select Change(example, place, value, how);

    private static Gen<string> Member(int levels) =>
        from name in Gen.Frequency((3, Gen.Elements(Names)), (1, Text))
        from value in Value(levels)
        select $"{Quoted(name)}:{value}";

    private static Gen<IList<string>> ListOf(Gen<string> item) => Gen.Choose(0, 4).SelectMany(count => item.ListOf(count).Select(list => (IList<string>)[.. list]));

    private static string Change(string example, int place, string value, int how)
    {
        var root = JsonNode.Parse(example)!;
        var (parent, name, index) = Places(root).ElementAt(place);
        var old = (parent is JsonObject ? parent[name!] : parent[index])?.ToJsonString() ?? "null";
        if (parent is JsonObject members)
            members[name!] = Placeholder;
        else
            parent[index] = Placeholder;
        var also = name is null ? value : $"{Quoted(name)}:{value}";
        return root.ToJsonString(Unescaped).Replace($"\"{Placeholder}\"", how switch
        {
            0 => $"{old},{also}",
            1 => $"[{old}]",
            2 => old, // As it was.
            _ => value,
        }, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => Below((node, member.Key, 0), member.Value)),
        JsonArray items => items.SelectMany((item, index) => Below((node, null, index), item)),
        _ => [],
    };

    private static IEnumerable<(JsonNode, string?, int)> Below((JsonNode, string?, int) place, JsonNode? node) => node is null ? [place] : [place, .. Places(node)];

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Unescaped);

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
