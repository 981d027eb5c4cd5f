using Web.Tests.Browsing;

namespace Web.Tests.SignIn;

public sealed class SignInTests(WebFixture web)
{
    [Fact]
    public async Task A_name_is_enough_to_say_hello()
    {
        var page = await web.SignInAsync(ChatServer.NewUser());

        await page.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).First.ClickAsync();
        await page.GetByLabel("Message").FillAsync("Hello");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Hello");
    }

    [Fact]
    public async Task Elsewhere_one_pastes_a_token()
    {
        await using var host = await web.StartHostAsync(0, ("ASPNETCORE_ENVIRONMENT", "Production"), ("CHAT_WEB", "true"));
        var page = await web.OpenAsync("numbers", host);
        await Assertions.Expect(page.GetByText("build/token NAME")).ToBeVisibleAsync();

        await SignInAsync("alice");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no token of a user");

        await SignInAsync($"Bearer {Tokens.For(ChatServer.NewUser())}\n");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).WaitForAsync();
        page.Url.ShouldBe(new Uri(host.Address, "numbers").AbsoluteUri);

        async Task SignInAsync(string token)
        {
            await page.GetByLabel("Your token").FillAsync(token);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        }
    }

    [Fact]
    public async Task A_401_ends_it_and_nothing_of_the_user_stays_in_the_page()
    {
        var (ada, bob) = (ChatServer.NewUser(), ChatServer.NewUser());
        await web.Api(ada).CreateAsync("Private");
        var page = await web.SignInAsync(ada);
        await page.GetByText("Private").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Export and import" }).ClickAsync();
        await page.RouteAsync("**/export", route => route.FulfillAsync(new() { Status = 401 }));

        await page.GetByRole(AriaRole.Button, new() { Name = "Export everything" }).ClickAsync();

        await page.GetByLabel("Your name").WaitForAsync();
        await Assertions.Expect(page.GetByText("Private")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await WebFixture.SignInAsync(page, bob);
        await Assertions.Expect(page.GetByText("No conversations yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_asked_again()
    {
        var page = await web.OpenAsync("health/live");
        await page.RouteAsync("**/web/settings.json", route => route.AbortAsync(), new() { Times = 1 });
        await page.GotoAsync(web.Address.AbsoluteUri);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The service does not answer.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Your name")).ToBeVisibleAsync();
    }
}
