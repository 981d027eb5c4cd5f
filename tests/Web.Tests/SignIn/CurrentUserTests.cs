using System.Text;
using Chat.Web.SignIn;

namespace Web.Tests.SignIn;

public sealed class CurrentUserTests
{
    [Fact]
    public void The_user_is_the_one_of_the_token()
    {
        var user = new CurrentUser();

        user.SignIn(Tokens.For("zoë@example.org"));
        (user.IsSignedIn, user.Id).ShouldBe((true, "zoë@example.org"));

        user.SignOut("Because.");
        (user.IsSignedIn, user.Id, user.EndedBecause).ShouldBe((false, "", "Because."));
    }

    [Fact]
    public void A_late_answer_to_an_earlier_token_signs_nobody_out()
    {
        var user = new CurrentUser();
        user.SignIn(Tokens.For("alice"));

        user.Refuse(Tokens.For("bob"), "Because.");
        user.IsSignedIn.ShouldBeTrue();

        user.Refuse(user.Token, "Because.");
        user.EndedBecause.ShouldBe("Because.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("a.b.c")]
    [InlineData("a.!.c")]
    [InlineData("a..c")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"sub":7}""")]
    [InlineData("""{"sub":"\ud800"}""")]
    public void A_text_without_a_subject_is_no_token(string text)
    {
        TokenSubject.Of(text).ShouldBeNull();
        TokenSubject.Of($"e30.{Tokens.Base64Url(Encoding.UTF8.GetBytes(text))}.c2ln").ShouldBeNull();
    }
}
