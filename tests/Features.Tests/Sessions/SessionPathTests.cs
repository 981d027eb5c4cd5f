namespace Features.Tests.Sessions;

/// <summary>The id in a path, in the five calls that have one.</summary>
public sealed class SessionPathTests(ChatFixture chat)
{
    private static readonly string[] Names = ["get", "update", "delete", "post", "list"];

    private static readonly string[] NoIds =
    [
        "0", "00", "-1", "-0", "+1", "%2B1", "1.0", "1.5", "1e3", "0x1", "abc", "null", "undefined", "NaN", "stats", "%20", "1%20", "%201", "1,2",
        "1;2", "1'--", "%D9%A1%D9%A2", "%E4%B8%80", "1%2F2", "%F0%9F%91%8B", "9007199254740992", "2147483648000000000000",
        "9223372036854775807", "9223372036854775808", "18446744073709551617", "99999999999999999999999999",
        "b2b0e8a0-0000-4000-8000-000000000000",
    ];

    public static TheoryData<string, string> Wrong
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Names)
            {
                foreach (var id in NoIds)
                    data.Add(name, id);
            }
            return data;
        }
    }

    public static TheoryData<string> Calls5 => [.. Names];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_path_id_that_is_no_positive_integer_answers_404_like_an_id_that_never_was(string call, string id)
    {
        var user = chat.NewUser();

        var answer = await SendAsync(user, call, id);

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await SendAsync(user, call, $"{Calls.NeverAnId}"));
    }

    [Theory]
    [MemberData(nameof(Calls5))]
    public async Task An_id_of_ones_own_with_anything_around_it_is_no_id(string call)
    {
        var user = chat.NewUser();
        var id = (await user.CreateAsync()).Id;

        foreach (var text in new[] { $"+{id}", $"%2B{id}", $"-{id}", $"{id}.0", $"{id}e0", $"%20{id}", $"{id}%20", $"{id}abc", $"{id},0", $"0x{id:x}", $"({id})" })
            (await SendAsync(user, call, text)).ShouldBeNoSession();
    }

    [Theory]
    [MemberData(nameof(Calls5))]
    public async Task What_belongs_to_another_user_answers_404_like_an_id_that_never_was(string call)
    {
        var owner = chat.NewUser();
        var session = await owner.CreateAsync("Private");
        await owner.SayAsync(session.Id, "Secret");
        var before = await owner.SessionAsync(session.Id);
        // One other user with sessions, and one without data.
        var stranger = chat.NewUser();
        await stranger.CreateAsync();

        foreach (var other in new[] { stranger, chat.NewUser() })
        {
            var answer = await SendAsync(other, call, $"{session.Id}");
            answer.ShouldBeNoSession();
            answer.ShouldBeTheSameAs(await SendAsync(other, call, $"{Calls.NeverAnId}"));
        }

        (await owner.SessionAsync(session.Id)).ShouldBeOk(before.Json);
    }

    [Theory]
    [MemberData(nameof(Calls5))]
    public async Task The_owner_is_answered_by_the_same_call(string call)
    {
        var owner = chat.NewUser();
        var session = await owner.CreateAsync();

        (await SendAsync(owner, call, $"{session.Id}")).StatusCode.ShouldBe(200);
    }

    private static Task<ApiAnswer> SendAsync(ApiClient user, string call, string id)
    {
        var session = $"{ApiClient.Base}/{id}";
        return call switch
        {
            "get" => user.GetAsync(session),
            "update" => user.PutAsync(session, new { title = "Mine now", is_active = false, metadata = new { mine = true } }),
            "delete" => user.DeleteAsync(session),
            "post" => user.PostAsync($"{session}/messages", new { content = "Hello" }),
            _ => user.GetAsync($"{session}/messages"),
        };
    }
}
