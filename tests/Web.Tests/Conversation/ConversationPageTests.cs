using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>Tabs, an agent and a service that goes away.</summary>
public sealed class ConversationPageTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_tabs_and_an_agent_talk_at_once_and_agree()
    {
        var session = await NewSessionAsync();
        var (one, other) = (await web.SignInAsync(_user, $"sessions/{session}"), await web.SignInAsync(_user, $"sessions/{session}"));
        await Task.WhenAll(one.SendAsync("What is new?"), other.Row(1).SaysAsync("What is new?"));
        await one.GetByRole(AriaRole.Heading, new() { Name = "Today" }).WaitForAsync();

        await using (var draft = await web.AgentOf(_user).StartMessageAsync(session, AgentType.Primary, cancellationToken: Token))
        {
            await draft.AppendAsync("A first part", Token);
            await Task.WhenAll(one.Row(2).SaysAsync("A first part"), other.Row(2).SaysAsync("A first part"));
            await Assertions.Expect(one.Row(2)).ToHaveAttributeAsync("aria-busy", "true");
            await other.SendAsync("Meanwhile");
            for (var i = 0; i < 100; i++)
                await draft.AppendAsync($", part {i}", Token);
        }

        foreach (var tab in new[] { one, other })
        {
            await tab.Row(2).SaysAsync("A first part, part 0, part 1");
            await tab.Row(2).SaysAsync(", part 99");
            await tab.Row(3).SaysAsync("Meanwhile");
            await Assertions.Expect(tab.Rows()).ToHaveCountAsync(3);
            await Assertions.Expect(tab.Row(2)).Not.ToHaveAttributeAsync("aria-busy", "true");
            await Assertions.Expect(tab.GetByRole(AriaRole.Status).Filter(new() { HasText = "Answer: A first part" })).ToBeAttachedAsync();
        }
        (await one.Row(2).InnerTextAsync()).ShouldBe(await other.Row(2).InnerTextAsync());
    }

    [Fact]
    public async Task An_answer_goes_on_growing_after_its_host_was_killed_and_came_back()
    {
        var session = await NewSessionAsync();
        var host = await web.StartHostAsync();
        var page = await web.SignInAsync(_user, $"sessions/{session}", host);
        await page.SendAsync("Tell me");
        var agent = host.AgentOf(_user);
        await using (var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token))
        {
            await draft.AppendAsync("Before", Token);
            await page.Row(2).SaysAsync("Before");
            await host.KillAsync();
            await draft.AppendAsync(", meanwhile", Token);
            await page.ComposeAsync("Are you there?");
            await page.GetByText("Not sent yet").WaitForAsync();

            await using var again = await web.StartHostAsync(host.Address.Port);
            await draft.AppendAsync(", after", Token);
            await draft.FinishAsync(cancellationToken: Token);
            await page.Row(2).SaysAsync("Before, meanwhile, after");
            await page.Row(3).SaysAsync("Are you there?");
            await Assertions.Expect(page.GetByText("Not sent yet")).ToHaveCountAsync(0);
        }
        (await ContentsAsync(session)).ShouldBe(["Tell me", "Before, meanwhile, after", "Are you there?"]);
    }

    [Fact]
    public async Task What_is_written_offline_is_sent_once_when_the_network_is_back()
    {
        var session = await NewSessionAsync();
        var page = await web.SignInAsync(_user, $"sessions/{session}");
        await page.SendAsync("Before");
        await page.Context.SetOfflineAsync(true);

        await page.ComposeAsync("While offline");
        await page.GetByText("Not sent yet").WaitForAsync();
        await page.GetByText("The service does not answer").WaitForAsync();

        await page.Context.SetOfflineAsync(false);
        await page.Row(2).SaysAsync("While offline");
        await Assertions.Expect(page.GetByText("Not sent yet")).ToHaveCountAsync(0);
        (await ContentsAsync(session)).ShouldBe(["Before", "While offline"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_not_answered_is_posted_once_also_after_a_reload(bool isDone)
    {
        var session = await NewSessionAsync();
        var page = await web.SignInAsync(_user, $"sessions/{session}");
        await page.SendAsync("Before");
        // No answer arrives, whether the service did it or not.
        await page.RouteAsync("**/messages", async route =>
        {
            if (isDone && route.Request.Method == "POST")
                await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.ComposeAsync("Unsure");
        await (isDone ? page.Row(2) : page.Locator(".message-pending")).SaysAsync("Unsure");
        await page.ReloadAsync();
        await page.UnrouteAsync("**/messages");
        await page.SignInAsync(_user);

        await page.Row(2).SaysAsync("Unsure");
        await Eventually.HoldsAsync("nothing is kept any more", async () => await page.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('chat.outbox')).length") == 0);
        (await ContentsAsync(session)).ShouldBe(["Before", "Unsure"]);
    }

    [Fact]
    public async Task A_text_that_the_service_refuses_can_be_changed_and_sent()
    {
        var session = await NewSessionAsync();
        var page = await web.SignInAsync(_user, $"sessions/{session}");

        await page.ComposeAsync(new string('x', 10_001));
        await page.GetByText("Not sent:").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(page.Composer()).ToHaveValueAsync(new string('x', 10_001));
        await Assertions.Expect(page.GetByText("10,001 characters")).ToBeVisibleAsync();
        await page.SendAsync("Short");

        await page.Row(1).SaysAsync("Short");
        await Assertions.Expect(page.GetByText("Not sent:")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_answer_can_be_stopped_and_an_inactive_conversation_brought_back()
    {
        var session = await NewSessionAsync();
        var page = await web.SignInAsync(_user, $"sessions/{session}");
        var message = (await web.AgentOf(_user).StartMessageAsync(session, AgentType.Primary, cancellationToken: Token)).Message;

        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToHaveCountAsync(0);
        (await web.ClientOf(_user).GetMessageAsync(session, message.Id, Token)).Status.ShouldBe(MessageStatus.Interrupted);

        await web.ClientOf(_user).DeleteSessionAsync(session, cancellationToken: Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This conversation is inactive")).ToHaveCountAsync(0);
        (await web.ClientOf(_user).GetSessionAsync(session, includeMessages: false, Token)).IsActive.ShouldBeTrue();
    }

    private async Task<long> NewSessionAsync() => (await web.ClientOf(_user).CreateSessionAsync(new NewSession("A talk"), cancellationToken: Token)).Id;

    private async Task<IEnumerable<string>> ContentsAsync(long session) =>
        (await web.ClientOf(_user).WalkMessagesAsync(session, 100, afterSequence: 0, cancellationToken: Token)).Messages.Select(message => message.Content);
}
