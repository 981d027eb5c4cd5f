using System.Globalization;

namespace Chat.Web.Shared;

/// <summary>How long something is ago, in a few letters.</summary>
internal static class Ago
{
    /// <summary>In minutes and hours, then as a day in the reader's zone.</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var (day, today) = (at.ToLocalTime().Date, now.ToLocalTime().Date);
        return (now - at) switch
        {
            { TotalMinutes: < 1 } => "now",
            { TotalHours: < 1 } past => string.Create(CultureInfo.InvariantCulture, $"{(int)past.TotalMinutes} min"),
            { TotalHours: < 12 } past => string.Create(CultureInfo.InvariantCulture, $"{(int)past.TotalHours} h"),
            _ when day == today => "today",
            _ when day == today.AddDays(-1) => "yesterday",
            _ when day.Year == today.Year => day.ToString("d MMM", CultureInfo.InvariantCulture),
            _ => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }
}
