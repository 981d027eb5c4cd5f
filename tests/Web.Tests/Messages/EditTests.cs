using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Web.Tests.Browsing;

namespace Web.Tests.Messages;

public sealed class EditTests(WebFixture web)
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_users_own_words_are_changed()
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.ClickAsync("Edit");
        await page.WriteAsync("Hello, all");
        await page.ClickAsync("Save");

        MessagePage.Eventually(page.View, () => Assert.Equal("Hello, all", page.View.Find(".markdown").TextContent.Trim()));
        Assert.Equal(2, page.Message.Revision);
        Assert.Equal("Hello, all", (await page.ReadAsync()).Content);
    }

    [Fact]
    public async Task An_unchanged_text_is_not_sent()
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.ClickAsync("Edit");
        await page.WriteAsync("Hello, all");
        await page.WriteAsync("Hello");
        await page.ClickAsync("Save");

        MessagePage.Eventually(page.View, () => Assert.Empty(page.View.FindAll("textarea")));
        Assert.Equal(0, page.Calls("PUT"));
    }

    [Fact]
    public async Task An_edit_begins_with_what_is_there_now()
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.Chat.EditMessageAsync(page.Message.SessionId, page.Message.Id, new MessageChange("Newer"), cancellationToken: Token);
        await page.ClickAsync("Edit");

        MessagePage.Eventually(page.View, () => Assert.Equal("Newer", page.View.Find("textarea").GetAttribute("value")));
    }

    [Theory]
    [InlineData("Save mine over it", "Mine", 3)]
    [InlineData("Keep the other one", "Theirs", 2)]
    public async Task A_change_meanwhile_is_not_lost_unseen(string choice, string kept, int revision)
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.ClickAsync("Edit");
        await page.WriteAsync("Mine");
        await page.Chat.EditMessageAsync(page.Message.SessionId, page.Message.Id, new MessageChange("Theirs"), cancellationToken: Token);

        await page.ClickAsync("Save");
        MessagePage.Eventually(page.View, () => Assert.Equal("The message was changed meanwhile. Your text is kept here.", page.View.Find("[role=alert]").TextContent));
        Assert.Equal("Theirs", (await page.ReadAsync()).Content);
        await page.ClickAsync(choice);

        MessagePage.Eventually(page.View, () => Assert.Equal(kept, page.View.Find(".markdown").TextContent.Trim()));
        Assert.Equal((kept, revision), (page.Message.Content, page.Message.Revision));
    }

    [Fact]
    public async Task Escape_leaves_it_as_it_is()
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.ClickAsync("Edit");
        await page.WriteAsync("Other");
        await page.View.Find("form").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        Assert.Empty(page.View.FindAll("textarea"));
        Assert.Equal(0, page.Calls("PUT"));
    }

    [Fact]
    public async Task A_text_that_could_not_be_saved_is_still_there()
    {
        await using var page = await MessagePage.OpenAsync(web);
        await page.ClickAsync("Edit");
        await page.WriteAsync("Other");
        page.Hold.Lose(HttpMethod.Put, "messages");
        await page.ClickAsync("Save");
        MessagePage.Eventually(page.View, () => Assert.Contains("does not answer", page.View.Find(".error-panel").TextContent, StringComparison.Ordinal));

        page.Hold.Heal();
        await page.ClickAsync("Try again");

        // The first try was done, though its answer was lost.
        MessagePage.Eventually(page.View, () => Assert.NotEmpty(page.View.FindAll("[role=alert]")));
        await page.ClickAsync("Save mine over it");
        MessagePage.Eventually(page.View, () => Assert.Equal("Other", page.View.Find(".markdown").TextContent.Trim()));
    }
}
