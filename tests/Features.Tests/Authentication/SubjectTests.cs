using System.Text.Json;

namespace Features.Tests.Authentication;

/// <summary><c>sub</c> is one string of 1 to 255 code points, without control characters and without white space at an end.</summary>
public sealed class SubjectTests(ChatFixture chat)
{
    public static TheoryData<string> Good =>
    [
        "a", "7", "null", "anna@example.org", "auth0|5f7c8ec7c33c6c004bbafe82", "https://issuer.example/users/1",
        new string('x', 255), Calls.Repeat("👋", 255), "שלום עולם", "a\u0301", "'; drop table mt_streams; --", "%_\\\"<b>", "two  words", "a\u00a0b", "zo%C3%AB", "\u200ba",
    ];

    public static TheoryData<string> Bad =>
    [
        "\"name\":\"somebody\"",
        "\"Sub\":\"somebody\"",
        "\"user\":{\"sub\":\"somebody\"}",
        "\"sub\":\"\"",
        "\"sub\":null",
        "\"sub\":7",
        "\"sub\":true",
        "\"sub\":[\"somebody\"]",
        "\"sub\":{\"id\":\"somebody\"}",
        "\"sub\":\"somebody\",\"sub\":\"somebody\"",
        "\"sub\":\"somebody\",\"sub\":\"another\"",
        "\"sub\":\"somebody\",\"s\\u0075b\":\"another\"",
        "\"sub\":null,\"sub\":\"somebody\"",
        "\"sub\":\"some\\u0000body\"",
        "\"sub\":\"\\u0000\"",
        "\"sub\":\"some\\nbody\"",
        "\"sub\":\"some\\u001bbody\"",
        "\"sub\":\"some\u007fbody\"",
        "\"sub\":\"some\u0085body\"",
        "\"sub\":\" somebody\"",
        "\"sub\":\"somebody \"",
        "\"sub\":\"  padded  \"",
        "\"sub\":\" \"",
        "\"sub\":\"somebody\\t\"",
        "\"sub\":\"\u00a0somebody\"",
        "\"sub\":\"somebody\u3000\"",
        "\"sub\":\"somebody\u2028\"",
        "\"sub\":\"some\\ud83dbody\"",
        "\"sub\":\"\\udc4bsomebody\"",
        "\"sub\":\"somebody\\ud83d\"",
        $"\"sub\":\"{new string('x', 256)}\"",
        $"\"sub\":\"{Calls.Repeat("👋", 256)}\"",
        $"\"sub\":\"{new string('x', 5000)}\"",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task The_sub_is_the_user_as_it_is(string sub)
    {
        var user = chat.Server.User(sub);

        (await user.CreateAsync("Mine"))["user_id"].GetString().ShouldBe(sub);

        (await user.StatsAsync())["user_id"].GetString().ShouldBe(sub);
        (await user.SessionsAsync())["sessions"].EnumerateArray().Select(session => session.GetProperty("user_id").GetString()).ShouldContain(sub);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_token_without_one_sub_that_can_be_a_user_is_a_401(string claims) =>
        (await chat.Server.WithToken(Jwt.Of($$"""{"exp":NOW+600,{{claims}}}""")).GetAsync()).ShouldBeRefused();

    [Fact]
    public async Task Users_whose_subs_differ_in_anything_are_different_users()
    {
        var name = ChatServer.NewUser();
        var sub = "Ä" + name;
        var session = await chat.Server.User(sub).CreateAsync("Mine");

        foreach (var other in new[] { "ä" + name, "A\u0308" + name, "A" + name, sub.ToUpperInvariant(), sub.Replace("-", " - ", StringComparison.Ordinal), sub[..^1] })
        {
            (await chat.Server.User(other).GetAsync(Calls.Path(session.Id))).ShouldBeNoSession();
            (await chat.Server.User(other).SessionsAsync())["total_count"].GetInt64().ShouldBe(0);
        }
    }

    [Fact]
    public async Task However_the_token_writes_the_sub_the_user_is_the_same()
    {
        var sub = ChatServer.NewUser();
        var session = await chat.Server.User(sub).CreateAsync("Mine");
        var escaped = string.Concat(sub.Select(letter => $"\\u{(int)letter:x4}"));
        JsonSerializer.Deserialize<string>($"\"{escaped}\"").ShouldBe(sub);

        var same = chat.Server.WithToken(Jwt.Of($$"""{"exp":NOW+600,"other":{"sub":"another"},"sub":"{{escaped}}"}"""));

        (await same.SessionsAsync())["sessions"].EnumerateArray().Single().ShouldBeJson(session.Json);
    }
}
