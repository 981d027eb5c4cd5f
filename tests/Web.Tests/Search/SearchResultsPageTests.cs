using Bunit;
using Chat.Web.Search;
using Microsoft.AspNetCore.Components;
using Web.Tests.Browsing;

namespace Web.Tests.Search;

/// <summary>The page of a search without a browser, where nothing comes into view by itself.</summary>
public sealed class SearchResultsPageTests(WebFixture web)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task The_button_brings_the_next_part()
    {
        for (var i = 0; i < 21; i++)
            await web.Api(_user).CreateAsync($"Word {i}", isActive: false);
        await using var page = new PageContext(web, _user);
        page.Get<NavigationManager>().NavigateTo("search?q=word");
        var search = page.Render<SearchResultsPage>();
        search.WaitForAssertion(() => Assert.Equal(20, search.FindAll(".search-hit").Count), Patience);
        Assert.Equal("The newest 20.", search.Find(".search-count").TextContent);

        await search.Find(".load-more button").ClickAsync();

        search.WaitForAssertion(() => Assert.Equal("21 found.", search.Find(".search-count").TextContent), Patience);
        Assert.Equal(21, search.FindAll(".search-hit").Count);
        Assert.Empty(search.FindAll(".load-more"));
    }
}
