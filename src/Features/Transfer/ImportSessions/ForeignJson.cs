namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Reads JSON of other services, which may lack any member, or have it with another type.</summary>
internal static class ForeignJson
{
    /// <summary>Null unless it is an object's member with a value.</summary>
    internal static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    internal static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal static bool Is(this JsonElement json, string name, bool value) =>
        json.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag && flag.GetBoolean() == value;

    /// <summary>A Unix time in seconds or smaller units, or an RFC 3339 text; null for anything else.</summary>
    internal static DateTimeOffset? Time(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var units) => Time(units),
        { ValueKind: JsonValueKind.String } text when text.TryGetDateTimeOffset(out var time) => time,
        _ => null,
    };

    private static DateTimeOffset? Time(decimal units)
    {
        if (units < 0)
            return null;
        // Seconds have 10 digits in these centuries, milliseconds 13, and so on.
        while (units >= 100_000_000_000)
            units /= 1_000;
        return DateTimeOffset.UnixEpoch.AddTicks((long)(units * 1_000_000) * TimeSpan.TicksPerMicrosecond);
    }
}
