using Chat.Web.Search;

namespace Web.Tests.Search;

public sealed class SearchRequestTests
{
    [Fact]
    public void The_address_has_what_was_chosen_and_nothing_else()
    {
        Assert.Equal("search", new SearchRequest("").ToAddress());
        Assert.Equal("search?q=a%26b%20%F0%9F%98%80", new SearchRequest("a&b 😀").ToAddress());
        Assert.Equal(
            "search?q=x&agent=LogAnalysis&active=False&type=User&from=2026-01-02&to=2026-01-03",
            new SearchRequest("x", AgentType.LogAnalysis, false, MessageType.User, new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3)).ToAddress());
    }

    [Fact]
    public void The_last_day_belongs_to_the_time()
    {
        var request = new SearchRequest("x", From: new DateOnly(2026, 1, 2), To: new DateOnly(2026, 1, 2));

        Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Local), request.Begin()!.Value.LocalDateTime);
        Assert.Equal(new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Local), request.End()!.Value.LocalDateTime);
        Assert.Null(new SearchRequest("x", To: DateOnly.MaxValue).End());
    }
}
