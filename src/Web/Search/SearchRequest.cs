using System.Globalization;

namespace Chat.Web.Search;

/// <summary>What is searched. It is in the address of the page.</summary>
/// <param name="Text">Words.</param>
/// <param name="AgentType">Null for all.</param>
/// <param name="IsActive">Null for all.</param>
/// <param name="MessageType">Null for all, and titles.</param>
/// <param name="From">The first day, in the reader's zone.</param>
/// <param name="To">The last day.</param>
public sealed record SearchRequest(
    string Text, AgentType? AgentType = null, bool? IsActive = null, MessageType? MessageType = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>The address, relative to the page's base.</summary>
    public string ToAddress()
    {
        (string Name, string? Value)[] values =
        [
            ("q", Text), ("agent", AgentType?.ToString()), ("active", IsActive?.ToString()), ("type", MessageType?.ToString()), ("from", Day(From)), ("to", Day(To)),
        ];
        var query = string.Join('&', values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return query.Length == 0 ? "search" : "search?" + query;
    }

    public DateTimeOffset? Begin() => From is { } day ? Midnight(day) : null;

    /// <summary>The first moment after the last day.</summary>
    public DateTimeOffset? End() => To is { } day && day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : null;

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local)).ToUniversalTime();
}
