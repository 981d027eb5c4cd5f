using Chat.Web.Search;
using Web.Tests.Browsing;

namespace Web.Tests.Search;

public sealed class SearchStateTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task A_slow_earlier_answer_never_replaces_a_later_one()
    {
        var session = await web.Api(_user).CreateAsync("Early");
        await web.Api(_user).SayAsync(session.Id, "Late");
        await using var page = new PageContext(web, _user);
        using var search = new SearchState(page.Get<IChatApi>());

        var (reached, release) = page.Hold.Keep("q=early");
        var slow = page.DoAsync(() => search.SearchAsync(new SearchRequest("early")));
        await reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await page.DoAsync(() => search.SearchAsync(new SearchRequest("late")));
        release();
        await slow;

        Assert.Equal("Late", Assert.Single(search.Hits).Snippet);
        Assert.False(search.IsLoading);
    }

    [Fact]
    public async Task All_hits_come_part_by_part()
    {
        var session = await web.Api(_user).CreateAsync();
        for (var i = 0; i < 45; i++)
            await web.Api(_user).SayAsync(session.Id, $"word {i}");
        await using var page = new PageContext(web, _user);
        using var search = new SearchState(page.Get<IChatApi>());

        await page.DoAsync(() => search.SearchAsync(new SearchRequest("word")));
        Assert.Equal(20, search.Hits.Count);
        for (var parts = 1; search.HasMore && parts < 10; parts++)
            await page.DoAsync(search.LoadMoreAsync);

        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(i => $"word {i}"), search.Hits.Select(hit => hit.Message!.Content));
    }

    [Fact]
    public async Task Words_that_are_none_are_explained()
    {
        await using var page = new PageContext(web, _user);
        using var search = new SearchState(page.Get<IChatApi>());

        await page.DoAsync(() => search.SearchAsync(new SearchRequest("...")));

        Assert.Contains("letter or a digit", search.Problem, StringComparison.Ordinal);
        Assert.Null(search.Error);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_can_be_asked_for_again()
    {
        await web.Api(_user).CreateAsync("Title");
        await using var page = new PageContext(web, _user);
        using var search = new SearchState(page.Get<IChatApi>());
        page.Hold.Lose(HttpMethod.Get, "/search");
        await page.DoAsync(() => search.SearchAsync(new SearchRequest("title")));
        Assert.True(search.Error?.IsTransient);

        page.Hold.Heal();
        await page.DoAsync(search.RetryAsync);

        Assert.Null(Assert.Single(search.Hits).Message);
        Assert.Null(search.Error);
    }
}
