using Web.Tests.Browsing;

namespace Web.Tests.Messages;

/// <summary>Hostile content in a real browser: it does nothing but show.</summary>
public sealed class HostileTests(WebFixture web)
{
    private const int AtOnce = 20;

    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task Short_texts_do_nothing_but_show(int width)
    {
        var sessions = new List<long>();
        foreach (var texts in HostileTexts.Attacks.Chunk(AtOnce))
            sessions.Add(await SayAsync(web.Host, texts[0], texts));
        var watched = await Watched.OpenAsync(web, web.Host, _user, width);

        foreach (var session in sessions)
            await ShowAsync(watched, session);
    }

    [Fact]
    public async Task Long_texts_stop_nothing()
    {
        await using var host = await web.StartHostAsync(settings: ("CHAT_MESSAGE_MAX_LENGTH", "100000"));
        var sessions = new List<long>();
        foreach (var texts in HostileTexts.Floods.Chunk(3))
            sessions.Add(await SayAsync(host, "Long", texts));
        var watched = await Watched.OpenAsync(web, host, _user, 375);

        foreach (var session in sessions)
            await ShowAsync(watched, session);
    }

    [Fact]
    public async Task Names_titles_metadata_and_comments_are_text()
    {
        var chat = web.Client(_user);
        var name = $"\u202E<img src=x onerror={HostileTexts.Mark}>";
        var agent = new ApiClient(new HttpClient { BaseAddress = web.Address }, Tokens.ForAgent(name), _user);
        var session = (await agent.CreateAsync(name, metadata: new { x = name })).Id;
        var message = (await agent.SayAsync(session, name, "assistant", "primary", new Dictionary<string, string> { [name] = name })).Id;
        await chat.EditMessageAsync(session, message, new MessageChange("Edited " + name), cancellationToken: Token);
        await chat.JudgeMessageAsync(session, message, new NewFeedback(FeedbackRating.Up, name), cancellationToken: Token);
        var watched = await Watched.OpenAsync(web, web.Host, _user, 1280);
        await WebFixture.GoAsync(watched.Page, $"sessions/{session}");
        var article = watched.Page.GetByRole(AriaRole.Article);
        await article.WaitForAsync();

        // What turns its direction keeps its place in the line.
        var places = await article.Locator(".message-head > *").EvaluateAllAsync<double[]>("parts => parts.map(part => part.getBoundingClientRect().left)");
        Assert.Equal(places.Order(), places);
        foreach (var choice in new[] { "Versions", "Metadata", "JSON and curl" })
        {
            await article.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await article.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
            await watched.Page.GetByRole(AriaRole.Dialog).GetByText("<img src=x").First.WaitForAsync();
            await watched.ShouldBeUnharmedAsync(choice);
            await watched.Page.Keyboard.PressAsync("Escape");
            await watched.Page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        }
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Calls, for developers" }).ClickAsync();
        await watched.Page.Locator(".call summary").First.ClickAsync();
        await watched.Page.Locator(".call pre").First.WaitForAsync();
        await watched.ShouldBeUnharmedAsync("calls");
    }

    private static async Task ShowAsync(Watched watched, long session)
    {
        await WebFixture.GoAsync(watched.Page, $"sessions/{session}");
        // The last one, which is at the end of what is shown, is harmless.
        await watched.Page.GetByText("That was all", new() { Exact = true }).WaitForAsync(new() { Timeout = 60_000 });
        await watched.ShouldBeUnharmedAsync($"session {session}");
        var link = watched.Page.Locator("article a");
        foreach (var address in await link.EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
            Assert.Matches("^(https?|mailto):", address);
    }

    private async Task<long> SayAsync(PageHost host, string title, string[] texts)
    {
        var user = new ApiClient(new HttpClient { BaseAddress = host.Address }, Tokens.For(_user));
        var session = (await user.CreateAsync(title, metadata: new { x = texts[0].Length < 500 ? texts[0] : "" })).Id;
        for (var i = 0; i < texts.Length; i++)
            await user.SayAsync(session, texts[i], i % 2 == 0 ? "user" : "assistant", i % 2 == 0 ? null : "primary");
        await user.SayAsync(session, "That was all");
        return session;
    }
}
