using System.Globalization;

namespace Chat.Web.Numbers;

/// <summary>Conversations over time, in at most <see cref="MostPeriods"/> periods without gaps: days, else weeks from Monday, else months.</summary>
internal static class Timeline
{
    internal const int MostPeriods = 31;

    /// <summary>Puts sessions into periods.</summary>
    /// <param name="sessions">In any order.</param>
    /// <param name="zone">The reader's.</param>
    /// <param name="now">The end of the last period is not before.</param>
    public static IReadOnlyList<Period> Of(IReadOnlyCollection<Session> sessions, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (sessions.Count == 0)
            return [];
        var days = sessions.Select(session => (Day: DayOf(session.CreatedAt), session.MessageCount)).ToList();
        var (first, last) = (days.Min(day => day.Day), DayOf(now));
        if (days.Max(day => day.Day) is var newest && newest > last)
            last = newest; // The clocks of reader and service differ.
        var unit = UnitOf(last.DayNumber - first.DayNumber + 1);
        var counts = days.GroupBy(day => StartOf(day.Day, unit)).ToDictionary(group => group.Key, group => (Sessions: group.Count(), Messages: group.Sum(day => day.MessageCount)));
        var periods = new List<Period>();
        for (var start = StartOf(first, unit); start <= last; start = Next(start, unit))
            periods.Add(new Period(start, LabelOf(start, unit), counts.GetValueOrDefault(start).Sessions, counts.GetValueOrDefault(start).Messages));
        return periods.Count > MostPeriods ? periods[^MostPeriods..] : periods;

        DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
    }

    private static Unit UnitOf(int days) => days <= MostPeriods ? Unit.Day : days <= MostPeriods * 7 - 6 ? Unit.Week : Unit.Month;

    private static DateOnly StartOf(DateOnly day, Unit unit) => unit switch
    {
        Unit.Day => day,
        Unit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    private static DateOnly Next(DateOnly start, Unit unit) => unit switch
    {
        Unit.Day => start.AddDays(1),
        Unit.Week => start.AddDays(7),
        _ => start.AddMonths(1),
    };

    private static string LabelOf(DateOnly start, Unit unit) => start.ToString(unit == Unit.Month ? "MMM yy" : "d MMM", CultureInfo.InvariantCulture);

    private enum Unit
    {
        Day,
        Week,
        Month,
    }
}
