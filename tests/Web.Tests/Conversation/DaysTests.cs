using Chat.Web.Conversation;

namespace Web.Tests.Conversation;

public sealed class DaysTests
{
    [Theory]
    [InlineData(2026, 3, 2, "Today")]
    [InlineData(2026, 3, 1, "Yesterday")]
    [InlineData(2026, 2, 28, "Saturday, 28 February 2026")]
    public void Days_are_called_as_people_do(int year, int month, int day, string name) =>
        Days.Name(new DateOnly(year, month, day), new DateOnly(2026, 3, 2)).ShouldBe(name);
}
