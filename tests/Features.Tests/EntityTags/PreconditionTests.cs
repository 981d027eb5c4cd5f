using System.Text;

namespace Features.Tests.EntityTags;

/// <summary>Conditional headers on every endpoint: each counts or is refused.</summary>
public sealed class PreconditionTests(ChatFixture chat)
{
    private static readonly string[] Reads = ["GET", "HEAD"];

    [Theory]
    [InlineData("If-None-Match", "*", 412)]
    [InlineData("If-Match", "\"x\"", 412)]
    [InlineData("If-Match", "\"x", 400)]
    [InlineData("If-None-Match", "x", 400)]
    [InlineData("If-Unmodified-Since", "Sat, 01 Jan 2050 00:00:00 GMT", 400)]
    public async Task No_call_that_changes_something_passes_over_a_condition(string header, string value, int status)
    {
        var calls = MappedCall.AllOf(chat.Server).Where(call => !call.IsPublic && !Reads.Contains(call.Method.Method)).ToList();
        calls.Count.ShouldBeGreaterThan(7);
        foreach (var call in calls)
        {
            var user = chat.NewUser();
            var session = (await user.CreateAsync()).Id;
            var message = call.IsOfDraft ? await user.DraftAsync(session) : await user.SayAsync(session, "Whole");
            var before = (await user.SessionsAsync()).Body;

            var answer = await SendAsync(call, user, call.Path(session, message.Id), header, value);

            // What a call creates is not there yet.
            if (value == "*" && !call.HasIds && !call.NamesSessions && call.Method == HttpMethod.Post)
            {
                answer.Ok();
                continue;
            }
            answer.StatusCode.ShouldBe(status, $"{call}: {answer.Body}");
            (await user.SessionsAsync()).Body.ShouldBe(before, call.ToString());
            (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(message.Json);
        }
    }

    [Fact]
    public async Task Every_read_whose_tag_is_another_one_is_a_412_and_a_star_is_no_condition()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Hello")).Id;
        foreach (var call in MappedCall.AllOf(chat.Server).Where(call => !call.IsPublic && call.Method == HttpMethod.Get))
        {
            var path = call.Path(session, message);
            foreach (var other in new[] { "\"x\"", "\"x\", \"0-0\"" })
                (await SendAsync(call, user, path, "If-Match", other)).ShouldBeChangedSince();
            (await SendAsync(call, user, path, "If-Match", "x")).StatusCode.ShouldBe(400, call.ToString());
            if (path.EndsWith("/events", StringComparison.Ordinal))
                continue;
            // Nothing is streaming, so there is nothing to send.
            (await SendAsync(call, user, path, "If-Match", "*")).StatusCode.ShouldBe(path.EndsWith("/stream", StringComparison.Ordinal) ? 204 : 200);
        }
    }

    [Fact]
    public async Task A_read_with_its_own_tag_is_answered_also_from_the_cache()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Hello");

        foreach (var path in new[] { Calls.Path(session), Calls.Message(session, message.Id) })
        {
            var read = (await user.GetAsync(path)).Ok();
            (await user.SendIfAsync(HttpMethod.Get, path, read.Tag())).Ok().Body.ShouldBe(read.Body);
            (await user.SendIfAsync(HttpMethod.Get, path, "W/" + read.Tag())).ShouldBeChangedSince();
        }
    }

    [Theory]
    [InlineData("finish")]
    [InlineData("abort")]
    public async Task A_draft_that_grew_is_not_closed_with_the_tag_of_before(string close)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Half");
        var path = Calls.Message(session, draft.Id);
        (await user.AppendAsync(session, draft.Id, " and more")).Ok();

        (await user.SendIfAsync(HttpMethod.Post, $"{path}/{close}", draft.Tag())).ShouldBeChangedSince();
        var grown = (await user.GetAsync(path)).Ok();
        grown["status"].GetString().ShouldBe("streaming");
        (await user.SendIfAsync(HttpMethod.Post, $"{path}/{close}", grown.Tag())).Ok();
    }

    [Fact]
    public async Task A_message_is_posted_to_the_known_state_of_its_session_only()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        const string body = """{"content":"First"}""";

        (await user.SendIfAsync(HttpMethod.Post, Calls.Messages(session.Id), session.Tag(), body)).Ok();

        (await user.SendIfAsync(HttpMethod.Post, Calls.Messages(session.Id), session.Tag(), body)).ShouldBeChangedSince();
        (await user.MessagesAsync(session.Id))["total_count"].GetInt64().ShouldBe(1);
    }

    private static Task<ApiAnswer> SendAsync(MappedCall call, ApiClient user, string path, string header, string value) => user.SendAsync(
        call.Method,
        path,
        call.Body is null ? null : new StringContent(call.Body, Encoding.UTF8, "application/json"),
        request => (request.Headers.TryAddWithoutValidation(header, value) || request.Content!.Headers.TryAddWithoutValidation(header, value)).ShouldBeTrue());
}
