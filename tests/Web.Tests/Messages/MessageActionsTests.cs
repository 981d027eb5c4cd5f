using System.Text.Json.Nodes;
using Bunit;
using Chat.Web.Developer;
using Web.Tests.Browsing;

namespace Web.Tests.Messages;

public sealed class MessageActionsTests(WebFixture web)
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deletion_is_asked_for_and_says_that_it_is_for_good()
    {
        await using var page = await MessagePage.OpenAsync(web);
        var asked = page.ChooseAsync("Delete");
        MessagePage.Eventually(page.Dialogs, () => Assert.Contains("gone for good", page.Dialogs.Markup, StringComparison.Ordinal));
        await page.ClickInDialogAsync("Keep");
        await asked;
        Assert.Equal("Hello", (await page.ReadAsync()).Content);

        asked = page.ChooseAsync("Delete");
        await page.ClickInDialogAsync("Delete");
        await asked;

        MessagePage.Eventually(page.View, () => Assert.Equal("This message was deleted.", page.View.Find(".message-note").TextContent));
        Assert.Equal(MessageStatus.Deleted, (await page.ReadAsync()).Status);
    }

    [Fact]
    public async Task A_thumb_is_given_and_taken_back()
    {
        await using var page = await MessagePage.OpenAsync(web, type: MessageType.Assistant);
        await page.ClickAsync("Good answer");
        MessagePage.Eventually(page.View, () => Assert.Equal("Good answer", page.View.Find("[aria-pressed=true]").GetAttribute("aria-label")));
        await page.ClickAsync("Bad answer");
        MessagePage.Eventually(page.View, () => Assert.Equal("Bad answer", page.View.Find("[aria-pressed=true]").GetAttribute("aria-label")));
        Assert.Equal(FeedbackRating.Down, (await page.ReadAsync()).Feedback!.Rating);

        await page.ClickAsync("Bad answer");

        MessagePage.Eventually(page.View, () => Assert.Empty(page.View.FindAll("[aria-pressed=true]")));
        Assert.Null((await page.ReadAsync()).Feedback);
    }

    [Fact]
    public async Task A_thumb_takes_a_comment_of_2000_code_points()
    {
        await using var page = await MessagePage.OpenAsync(web, type: MessageType.Assistant);
        await page.ClickAsync("Good answer");
        await page.ClickAsync("Add a comment");
        var comment = string.Concat(Enumerable.Repeat("😀", 2_000));

        await page.WriteAsync(comment + "!");
        Assert.Equal("2,001 characters: at most 2,000 are kept.", page.View.Find("[role=alert]").TextContent);
        await page.WriteAsync(comment);
        Assert.Empty(page.View.FindAll("[role=alert]"));
        await page.ClickAsync("Save");

        MessagePage.Eventually(page.View, () => Assert.Equal(comment, page.View.Find(".message-comment").TextContent));
        Assert.Equal(comment, (await page.ReadAsync()).Feedback!.Comment);
    }

    [Fact]
    public async Task Versions_are_shown_with_their_differences_and_erased_when_asked()
    {
        await using var page = await MessagePage.OpenAsync(web, "Hello old world");
        foreach (var text in new[] { "Hello new world", "Hello new, wide world" })
            await page.Chat.EditMessageAsync(page.Message.SessionId, page.Message.Id, new MessageChange(text), cancellationToken: Token);
        var newest = await page.ReadAsync();
        page.View.Render(parameters => parameters.Add(view => view.Message, newest));

        var shown = page.ChooseAsync("Versions");

        MessagePage.Eventually(page.Dialogs, () => Assert.Equal(3, page.Dialogs.FindAll(".versions li").Count));
        Assert.Equal(["Version 3, now", "Version 2", "Version 1"], page.Dialogs.FindAll("h3").Select(title => title.FirstChild!.TextContent.Trim()));
        Assert.Equal([", wide", "new"], page.Dialogs.FindAll("ins").Select(part => part.TextContent));
        Assert.Equal("old", page.Dialogs.Find("del").TextContent);

        await page.ClickInDialogAsync("Erase earlier versions…");
        Assert.Contains("gone for good", page.Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await page.ClickInDialogAsync("Erase them");
        await shown;

        Assert.Empty((await page.Chat.GetRevisionPageAsync(page.Message.SessionId, page.Message.Id, cancellationToken: Token)).Revisions);
        MessagePage.Eventually(page.Dialogs, () => Assert.Empty(page.Dialogs.FindAll(".versions")));
    }

    [Fact]
    public async Task Metadata_are_shown_for_people()
    {
        await using var page = await MessagePage.OpenAsync(web, metadata: new JsonObject { ["model"] = "<b>m</b>", ["n"] = 1 });
        _ = page.ChooseAsync("Metadata");

        MessagePage.Eventually(page.Dialogs, () => Assert.Equal("{\n  \"model\": \"<b>m</b>\",\n  \"n\": 1\n}", page.Dialogs.Find("pre").TextContent));
    }

    [Fact]
    public async Task The_JSON_is_shown_as_the_service_sends_it_with_a_command_to_read_it()
    {
        await using var page = await MessagePage.OpenAsync(web, metadata: new JsonObject { ["model"] = "<b>m</b>" });
        var sent = (await page.Chat.GetTaggedMessageAsync(page.Message.SessionId, page.Message.Id, Token)).Json;
        _ = page.ChooseAsync("JSON and curl");

        MessagePage.Eventually(page.Dialogs, () => Assert.Equal(2, page.Dialogs.FindAll("pre").Count));
        Assert.Equal(PrettyJson.Of(sent), page.Dialogs.FindAll("pre")[0].TextContent);
        Assert.Contains($"/api/v1/chat-sessions/{page.Message.SessionId}/messages/{page.Message.Id}'", page.Dialogs.FindAll("pre")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_says_so_and_can_be_done_again()
    {
        await using var page = await MessagePage.OpenAsync(web, type: MessageType.Assistant);
        page.Hold.Lose(HttpMethod.Put, "feedback");
        await page.ClickAsync("Good answer");
        MessagePage.Eventually(page.View, () => Assert.NotEmpty(page.View.FindAll(".error-panel")));

        page.Hold.Heal();
        await page.ClickAsync("Try again");

        MessagePage.Eventually(page.View, () => Assert.Empty(page.View.FindAll(".error-panel")));
        Assert.Equal(FeedbackRating.Up, page.Message.Feedback!.Rating);
    }
}
