using Chat.Web.Numbers;

namespace Web.Tests.Numbers;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_has_no_periods() => Timeline.Of([], TimeZoneInfo.Utc, Now).ShouldBeEmpty();

    [Fact]
    public void Days_are_those_of_the_reader_and_have_no_gaps()
    {
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

        var periods = Timeline.Of([Begun("2026-03-26T16:00:00Z", 3), Begun("2026-03-26T14:59:59Z", 4), Begun("2026-03-27T01:00:00Z", 5)], tokyo, Now);

        periods.Select(period => (period.Label, period.Sessions, period.Messages)).ShouldBe([("26 Mar", 1, 4L), ("27 Mar", 2, 8L), ("28 Mar", 0, 0L), ("29 Mar", 0, 0L)]);
    }

    [Fact]
    public void A_day_with_23_hours_is_one_day()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var periods = Timeline.Of([Begun("2026-03-28T23:30:00Z", 1)], berlin, Now);

        periods.ShouldHaveSingleItem().Start.ShouldBe(new DateOnly(2026, 3, 29));
    }

    [Theory]
    [InlineData("2026-02-27T12:00:00Z", 31, "27 Feb")]
    [InlineData("2026-02-26T12:00:00Z", 5, "23 Feb")]
    [InlineData("2025-08-31T12:00:00Z", 31, "25 Aug")]
    [InlineData("2025-08-20T12:00:00Z", 8, "Aug 25")]
    [InlineData("2019-01-01T12:00:00Z", Timeline.MostPeriods, "Sep 23")]
    public void Longer_times_have_longer_periods(string first, int count, string label)
    {
        var periods = Timeline.Of([Begun(first, 1), Begun("2026-03-29T01:00:00Z", 2)], TimeZoneInfo.Utc, Now);

        (periods.Count, periods[0].Label, periods[^1].Sessions).ShouldBe((count, label, 1));
    }

    [Fact]
    public void A_clock_that_is_behind_hides_nothing() =>
        Timeline.Of([Begun("2026-03-30T01:00:00Z", 1)], TimeZoneInfo.Utc, Now).ShouldHaveSingleItem().Sessions.ShouldBe(1);

    private static Session Begun(string at, long messages)
    {
        var time = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        return new Session(1, "ada", "Title", AgentType.Primary, time, time, time, true, [], messages);
    }
}
