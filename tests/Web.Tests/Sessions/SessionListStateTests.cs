using Chat.Web.Sessions;
using Web.Tests.Browsing;

namespace Web.Tests.Sessions;

public sealed class SessionListStateTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private ApiClient Api => web.Api(_user);

    [Fact]
    public async Task A_walk_brings_each_session_once_and_the_newest_first()
    {
        for (var i = 0; i < 60; i++)
            await Api.CreateAsync($"Session {i}", isActive: false);
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        await page.DoAsync(() => list.ShowAsync(new SessionFilter(IsActive: null)));
        Assert.Equal(50, list.Sessions.Count);
        Assert.True(list.HasMore);
        await page.DoAsync(list.LoadMoreAsync);

        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"Session {i}"), list.Sessions.Select(session => session.Title));
        Assert.False(list.HasMore);
    }

    [Fact]
    public async Task What_happens_elsewhere_is_shown()
    {
        var old = await Api.CreateAsync("Old");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        var created = await Api.CreateAsync("New");
        await HoldsAsync("the new one is first", () => Titles(list) is ["New", "Old"]);
        await Api.PutAsync($"{ApiClient.Base}/{old.Id}", new { title = "Renamed" });
        await HoldsAsync("renamed", () => Titles(list) is ["New", "Renamed"]);
        await Api.SayAsync(old.Id, "One");
        await Api.SayAsync(old.Id, "Two");
        await HoldsAsync("counted", () => list.Sessions[1] is { MessageCount: 2 } session && session.LastMessageAt > session.CreatedAt);
        await Api.DeleteAsync($"{ApiClient.Base}/{created.Id}");
        await HoldsAsync("deleted", () => Titles(list) is ["Renamed"]);
        await Api.PutAsync($"{ApiClient.Base}/{created.Id}", new { is_active = true });
        await HoldsAsync("brought back", () => Titles(list) is ["New", "Renamed"]);
        await Api.DeleteAsync($"{ApiClient.Base}/{created.Id}?permanent=true");
        await HoldsAsync("erased", () => Titles(list) is ["Renamed"]);
        await Api.PostAsync($"{ApiClient.Base}/{old.Id}/fork", new { title = "Copy" });
        await HoldsAsync("copied", () => Titles(list) is ["Copy", "Renamed"] && list.Sessions[0].MessageCount == 2);
    }

    [Fact]
    public async Task What_happens_while_a_part_is_on_its_way_is_not_lost()
    {
        var first = await Api.CreateAsync("First");
        var second = await Api.CreateAsync("Second");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        var (reached, release) = page.Hold.Keep("/chat-sessions?limit=");
        var reload = page.DoAsync(list.ReloadAsync);
        await reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Api.PutAsync($"{ApiClient.Base}/{first.Id}", new { title = "Renamed" });
        await Api.DeleteAsync($"{ApiClient.Base}/{second.Id}?permanent=true");
        await HoldsAsync("the events came", () => Titles(list) is ["Renamed"]);
        release();
        await reload;

        Assert.Equal(["Renamed"], Titles(list));
    }

    [Fact]
    public async Task A_filter_by_agent_and_state_holds_for_events()
    {
        await Api.CreateAsync("Primary");
        await Api.CreateAsync("Research", "research");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        await page.DoAsync(() => list.ShowAsync(new SessionFilter(AgentType.Research)));
        await HoldsAsync("filtered", () => Titles(list) is ["Research"]);
        await Api.CreateAsync("Another primary");
        await Api.CreateAsync("Inactive", "research", isActive: false);
        await Api.CreateAsync("Another research", "research");
        await HoldsAsync("only what is like the filter", () => Titles(list) is ["Another research", "Research"]);
    }

    [Fact]
    public async Task A_filter_by_title_finds_what_the_service_finds()
    {
        await Api.CreateAsync("Café");
        await Api.CreateAsync("Tea");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        await page.DoAsync(() => list.ShowAsync(new SessionFilter(Title: "CAFE")));
        await HoldsAsync("found", () => Titles(list) is ["Café"]);
        await Api.CreateAsync("Milk");
        await Api.CreateAsync("Cafeteria");
        await HoldsAsync("the new one is found", () => Titles(list) is ["Cafeteria", "Café"]);
    }

    [Fact]
    public async Task The_last_filter_wins()
    {
        await Api.CreateAsync("One");
        await Api.CreateAsync("Two");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        var (reached, release) = page.Hold.Keep("search=One");
        var slow = page.DoAsync(() => list.ShowAsync(new SessionFilter(Title: "One")));
        await reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await page.DoAsync(() => list.ShowAsync(new SessionFilter(Title: "Two")));
        release();
        await slow;

        Assert.Equal(["Two"], Titles(list));
    }

    [Fact]
    public async Task A_part_that_failed_can_be_read_again()
    {
        await Api.CreateAsync("One");
        await using var page = new PageContext(web, _user);
        page.Hold.Lose(HttpMethod.Get, "limit=");
        var list = page.Get<SessionListState>();
        await page.DoAsync(list.ReloadAsync);
        await HoldsAsync("failed", () => list is { Error: not null, IsLoading: false });

        page.Hold.Heal();
        await page.DoAsync(list.ReloadAsync);

        await HoldsAsync("read", () => list.Error is null && Titles(list) is ["One"]);
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_for_the_next_user()
    {
        await Api.CreateAsync("Private");
        await using var page = new PageContext(web, _user);
        var list = await LoadedAsync(page);

        await page.DoAsync(() =>
        {
            page.Get<Chat.Web.SignIn.CurrentUser>().SignOut();
            return Task.CompletedTask;
        });

        Assert.Empty(list.Sessions);
        Assert.False(list.IsLoaded);
    }

    /// <summary>The list after the event that says "read everything".</summary>
    private static async Task<SessionListState> LoadedAsync(PageContext page)
    {
        var reset = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SessionListState? list = null;
        await page.DoAsync(() =>
        {
            page.Get<Chat.Web.Live.ChatFeed>().Received += e => reset.TrySetResult();
            list = page.Get<SessionListState>();
            return Task.CompletedTask;
        });
        await reset.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await HoldsAsync("loaded", () => list is { IsLoaded: true, IsLoading: false });
        return list!;
    }

    private static Task HoldsAsync(string what, Func<bool> ask) => Eventually.HoldsAsync(what, ask);

    private static List<string> Titles(SessionListState list) => [.. list.Sessions.ToArray().Select(session => session.Title)];
}
