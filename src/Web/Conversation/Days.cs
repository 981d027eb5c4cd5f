using System.Globalization;

namespace Chat.Web.Conversation;

/// <summary>How days are called.</summary>
internal static class Days
{
    public static string Name(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => "Today",
        1 => "Yesterday",
        _ => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
    };
}
