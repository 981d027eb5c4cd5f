using Web.Tests.Browsing;

namespace Web.Tests.SignIn;

public sealed class SignInTests(WebFixture web)
{
    [Fact]
    public async Task A_name_is_enough_to_say_hello()
    {
        var page = await web.SignInAsync(ChatServer.NewUser());

        await page.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await page.GetByLabel("Message").FillAsync("Hello");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveTextAsync("Hello");
    }
}
