namespace Features.Tests.Conversations;

public sealed class WholeStackTests(ChatFixture chat)
{
    [Fact]
    public async Task A_session_is_created_talked_in_and_read_back()
    {
        var user = chat.NewUser();

        var session = await user.CreateAsync("  First  ", "research", new { a = 1 });
        await user.SayAsync(session.Id, " Hello 👋 ");
        await user.SayAsync(session.Id, "Hi", "assistant", "research");

        session["title"].GetString().ShouldBe("First");
        var found = (await user.GetAsync($"{ApiClient.Base}/{session.Id}")).Ok();
        found["message_count"].GetInt64().ShouldBe(2);
        found["messages"].EnumerateArray().Select(m => m.GetProperty("content").GetString()).ShouldBe([" Hello 👋 ", "Hi"]);
        var list = (await user.GetAsync($"{ApiClient.Base}/{session.Id}/messages")).Ok();
        list["total_count"].GetInt64().ShouldBe(2);
        (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok()["total_messages"].GetInt64().ShouldBe(2);
        (await user.GetAsync(ApiClient.Base)).Ok()["sessions"].GetArrayLength().ShouldBe(1);
    }
}
