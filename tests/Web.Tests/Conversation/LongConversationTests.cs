using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>A session of 100,000 messages.</summary>
public sealed class LongConversationTests(WebFixture web)
{
    private const int Many = 100_000;

    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task It_is_scrolled_and_jumped_to_both_ends_and_the_middle()
    {
        var session = await web.ClientOf(_user).FillAsync(Many);
        var page = await web.SignInAsync(_user, $"sessions/{session}");
        await SeenAsync(page, Many);

        // Up, part by part: the place is kept while earlier ones are put above.
        await page.GetByRole(AriaRole.Log).HoverAsync();
        await ScrollAsync(page, -1, until: Many - 300);
        (await page.Rows().CountAsync()).ShouldBeLessThanOrEqualTo(200);

        await page.GetByRole(AriaRole.Log).PressAsync("Home");
        await SeenAsync(page, 1);
        await ScrollAsync(page, 1, until: 260);
        (await page.Rows().CountAsync()).ShouldBeLessThanOrEqualTo(200);

        await page.GetByLabel("Go to message").FillAsync("50000");
        await page.GetByLabel("Go to message").PressAsync("Enter");
        await SeenAsync(page, 50_000);
        await Assertions.Expect(page.Row(50_000)).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("50,000 of 100,000")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Slider, new() { Name = "Place" }).PressAsync("Home");
        await SeenAsync(page, 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "To the newest" }).ClickAsync();
        await SeenAsync(page, Many);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "To the newest" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_to_a_message_shows_and_marks_it_and_new_ones_are_counted()
    {
        var chat = web.ClientOf(_user);
        var session = await chat.FillAsync(600);
        var page = await web.SignInAsync(_user, $"sessions/{session}?at=300");

        await SeenAsync(page, 300);
        await Assertions.Expect(page.Row(300)).ToBeFocusedAsync();
        await chat.SayAsync(session, 2);
        await page.GetByRole(AriaRole.Button, new() { Name = "To the newest (2 new)" }).ClickAsync();
        await page.Row(602).SaysAsync("Said 2");
        await Assertions.Expect(page.Row(602)).ToBeInViewportAsync();

        // A reader a little above the end is not moved.
        await page.GetByRole(AriaRole.Log).HoverAsync();
        await page.Mouse.WheelAsync(0, -400);
        await page.GetByRole(AriaRole.Button, new() { Name = "To the newest" }).WaitForAsync();
        var before = await page.GetByRole(AriaRole.Log).EvaluateAsync<double>("log => log.scrollTop");
        await chat.SayAsync(session, 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "To the newest (1 new)" }).WaitForAsync();
        (await page.GetByRole(AriaRole.Log).EvaluateAsync<double>("log => log.scrollTop")).ShouldBe(before);
    }

    private static async Task SeenAsync(IPage page, long sequence)
    {
        await page.Row(sequence).SaysAsync($"Message {sequence}");
        await Assertions.Expect(page.Row(sequence)).ToBeInViewportAsync();
    }

    // Wheel turns, as a reader's; each shows messages near those before.
    private static async Task ScrollAsync(IPage page, int direction, long until)
    {
        var last = await FirstSeenAsync(page);
        await Eventually.HoldsAsync($"message {until} is reached", async () =>
        {
            await page.Mouse.WheelAsync(0, direction * 500);
            var now = await FirstSeenAsync(page);
            Math.Abs(now - last).ShouldBeLessThan(40);
            last = now;
            return direction < 0 ? now <= until : now >= until;
        });
    }

    private static Task<long> FirstSeenAsync(IPage page) => page.EvaluateAsync<long>("""
        () => {
          const top = document.querySelector('.messages').getBoundingClientRect().top;
          const row = [...document.querySelectorAll('[data-sequence]')].find(row => row.getBoundingClientRect().bottom > top);
          return Number(row.dataset.sequence);
        }
        """);
}
