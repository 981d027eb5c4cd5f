using Chat.Web.Shared;

namespace Web.Tests.Shared;

public sealed class AgoTests
{
    private static readonly DateTimeOffset Now = new(new DateTime(2026, 3, 10, 20, 0, 0, DateTimeKind.Local));

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-10, "now")]
    [InlineData(59, "now")]
    [InlineData(60, "1 min")]
    [InlineData(59 * 60, "59 min")]
    [InlineData(3600, "1 h")]
    [InlineData(15 * 3600, "today")]
    [InlineData(21 * 3600, "yesterday")]
    [InlineData(50 * 3600, "8 Mar")]
    [InlineData(100 * 86400, "30 Nov 2025")]
    public void It_is_short(long seconds, string expected) => Assert.Equal(expected, Ago.Of(Now.AddSeconds(-seconds), Now));
}
