namespace Features.Tests.Sessions;

/// <summary>Which sessions the limit makes inactive, and who is told.</summary>
public sealed partial class CreateSessionTests
{
    [Fact]
    public async Task A_session_with_an_open_draft_is_displaced_last()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);
        var answering = (await user.DraftAsync(sessions[0], "Let me see")).Id;
        // The oldest by its last message again.
        foreach (var session in sessions[1..])
            await user.SayAsync(session, "Later");

        var sixth = await user.CreateAsync();
        sixth["deactivated_session_ids"].ShouldBeJson(new[] { sessions[1] });
        (await ActiveAsync(user)).ShouldBe([sixth.Id, sessions[4], sessions[3], sessions[2], sessions[0]]);

        // Finished, it is as old as its last message says.
        (await user.FinishAsync(sessions[0], answering)).Ok();
        (await user.CreateAsync())["deactivated_session_ids"].ShouldBeJson(new[] { sessions[0] });
    }

    [Fact]
    public async Task When_all_sessions_have_open_drafts_the_oldest_is_displaced()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);
        foreach (var session in sessions)
            await user.DraftAsync(session, "Let me see");

        (await user.CreateAsync())["deactivated_session_ids"].ShouldBeJson(new[] { sessions[0] });
    }

    [Fact]
    public async Task Only_the_answer_to_the_call_that_made_others_inactive_names_them_also_when_it_is_sent_again()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);

        var sixth = await user.PostWithKeyAsync(ApiClient.Base, """{"title":"Sixth"}""", "sixth");
        sixth.Ok()["deactivated_session_ids"].ShouldBeJson(new[] { sessions[0] });
        (await user.PostWithKeyAsync(ApiClient.Base, """{"title":"Sixth"}""", "sixth")).Body.ShouldBe(sixth.Body);
        var reactivated = await user.PutAsync(Calls.Path(sessions[0]), new { is_active = true });
        reactivated.Ok()["deactivated_session_ids"].ShouldBeJson(new[] { sessions[1] });

        foreach (var answer in new[]
        {
            await user.PutAsync(Calls.Path(sessions[0]), new { is_active = true }),
            await user.PutAsync(Calls.Path(sessions[0]), new { title = "Other" }),
            await user.CreateAsync(isActive: false),
            await user.CreateAsync(agentType: "router"),
            await user.BareSessionAsync(sessions[0]),
        })
        {
            answer.Ok().Json.TryGetProperty("deactivated_session_ids", out _).ShouldBeFalse(answer.Body);
        }
    }
}
