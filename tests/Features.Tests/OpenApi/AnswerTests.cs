using Features.Tests.EntityTags;


namespace Features.Tests.OpenApi;

/// <summary>Real answers match the document.</summary>
public sealed class AnswerTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_success_fits_its_schema()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (user, newcomer) = (chat.NewUser(), chat.NewUser());
        var session = Fits("CreateSession", await user.PostAsync(ApiClient.Base, new { title = "Whole", agent_type = "log_analysis", metadata = new { a = new[] { 1.5, 2 }, b = (string?)null } }));
        Fits("CreateSession", await user.PostAsync(ApiClient.Base, new { title = "👋", is_active = false }));
        Fits("PostMessage", await user.PostAsync(Calls.Messages(session.Id), new { content = " Hello ", metadata = new { nested = new { deep = true } } }));
        Fits("PostMessage", await user.PostAsync(Calls.Messages(session.Id), new { content = "Hi", message_type = "assistant", agent_type = "router" }));
        Fits("PostMessage", await user.PostAsync(Calls.Messages(session.Id), new { content = "Be kind", message_type = "system" }));

        foreach (var _ in new[] { "first", "replayed" })
        {
            Fits("CreateSession", await user.CreateWithKeyAsync("Once", "create"));
            Fits("PostMessage", await user.SayWithKeyAsync(session.Id, "Once", "say"));
        }

        var (draft, given) = (await user.DraftAsync(session.Id), await user.DraftAsync(session.Id, "Let me"));
        Fits("AppendMessage", await user.PatchAsync(Calls.Message(session.Id, draft.Id) + "/append", new { delta = "👋", offset = 0 }));
        Fits("GetMessage", await user.GetAsync(Calls.Message(session.Id, draft.Id)));
        Fits("FinishMessage", await user.PostAsync(Calls.Message(session.Id, draft.Id) + "/finish", new { metadata = new { tokens = 1 } }));
        Fits("AppendMessage", await user.PatchAsync(Calls.Message(session.Id, draft.Id) + "/append", new { delta = " More" }));
        Fits("AbortMessage", await user.PostAsync(Calls.Message(session.Id, given.Id) + "/abort", new { }));
        Fits("EditMessage", await user.PutAsync(Calls.Message(session.Id, draft.Id), new { content = "Other" }));
        Fits("ListRevisions", await user.GetAsync(Calls.Message(session.Id, draft.Id) + "/revisions"));
        Fits("ListRevisions", await user.GetAsync(Calls.Message(session.Id, given.Id) + "/revisions"));
        Fits("GetSession", await user.GetAsync(Calls.Path(session.Id)));
        Fits("GetSession", await user.GetAsync(Calls.Path(session.Id) + "?include_messages=false"));
        Fits("ListSessions", await user.GetAsync());
        Fits("ListSessions", await user.GetAsync(ApiClient.Base + "?page=9"));
        Fits("ListSessions", await newcomer.GetAsync());
        Fits("ListMessages", await user.GetAsync(Calls.Messages(session.Id)));
        Fits("ListMessages", await user.GetAsync(Calls.Messages(session.Id) + "?message_type=assistant&page_size=1&page=2"));
        Fits("ListMessages", await user.GetAsync(Calls.Messages(session.Id) + "?before_sequence=3&limit=1"));
        Fits("PostMessageBatch", await user.PostBatchAsync(session.Id, [new { content = "One" }, new { content = "", status = "streaming" }]));
        Fits("GetContext", await user.ContextAsync(session.Id, 100));
        Fits("GetUserStats", await user.GetAsync(ApiClient.Base + "/stats/user"));
        Fits("GetUserStats", await newcomer.GetAsync(ApiClient.Base + "/stats/user"));
        Fits("UpdateSession", await user.PutAsync(Calls.Path(session.Id), new { title = "Other", metadata = new { } }));
        Fits("DeleteSession", await user.DeleteAsync(Calls.Path(session.Id)));
        Fits("GetLiveness", await user.GetAsync("/health/live"));
        Fits("GetReadiness", await user.GetAsync("/health/ready"));

        // Any other slice, with its example body.
        foreach (var other in document.OfTheApi.Where(operation => !seen.Contains(operation.Id)))
            Fits(other.Id, await CallAsync(user, other, session.Id));
        seen.ShouldBe(document.Operations.Select(operation => operation.Id), ignoreOrder: true);

        ApiAnswer Fits(string operation, ApiAnswer answer)
        {
            seen.Add(operation);
            document[operation].ShouldAllow(answer.Ok());
            return answer;
        }
    }

    [Fact]
    public async Task Every_error_that_a_client_can_cause_is_documented_and_no_other_but_those_of_the_service()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        foreach (var operation in document.OfTheApi)
        {
            List<ApiAnswer> errors = [await chat.Server.WithToken(null).SendAsync(operation.Method, operation.PathOf(1))];
            errors.Add(await chat.Server.WithToken(Tokens.ForAgent("nobodys-agent")).SendAsync(operation.Method, operation.PathOf(1)));
            errors.Add(await chat.NewUser().SendAsync(operation.Method, operation.PathOf(1), change: request => request.Headers.Add("On-Behalf-Of", "ada")));
            if (operation.Path.Contains("{session_id}", StringComparison.Ordinal))
                errors.Add(await CallAsync(operation, Calls.NeverAnId, operation.Body is null ? null : operation.Examples[0].GetRawText()));
            else if (operation.Answers.ContainsKey(404))
                errors.Add(await CallAsync(operation, 1, operation.ExampleText));
            if (operation.Queries.FirstOrDefault(parameter => parameter.Type != "string") is { } query)
                errors.Add(await CallAsync(operation, 1, null, query: $"?{query.Name}=other"));
            if (operation.Body is not null)
            {
                errors.Add(await CallAsync(operation, 1, "{}"));
                errors.Add(await CallAsync(operation, 1, "[]"));
                errors.Add(await CallAsync(operation, 1, "{}", "text/plain"));
                errors.Add(await CallAsync(operation, 1, new string(' ', 1_100_000)));
            }

            if (operation.Method == HttpMethod.Post)
                errors.Add(await UseKeyTwiceAsync(operation));
            else if (operation.Answers.ContainsKey(409))
                errors.Add(await ComeTooEarlyAsync(operation));

            if (operation.Answers.ContainsKey(412))
                errors.AddRange([await KnowAsync(operation, "\"x\""), await KnowAsync(operation, "x")]);

            foreach (var error in errors)
            {
                operation.ShouldAllow(error);
                error.ShouldTellNothing();
            }
            operation.Answers.Keys.Where(status => status >= 400).Except([429, 500, 503])
                .ShouldBe(errors.Select(error => error.StatusCode).Distinct(), ignoreOrder: true, operation.Id);
        }
    }

    private static async Task<ApiAnswer> CallAsync(ApiClient user, ApiOperation operation, long session)
    {
        var path = await operation.PathInAsync(user, session);
        return operation.Body is null ? await user.SendAsync(operation.Method, path + operation.RequiredQuery) : await user.RawAsync(operation.Method, path, await user.WithOwnSessionAsync(operation.ExampleText));
    }

    private async Task<ApiAnswer> UseKeyTwiceAsync(ApiOperation operation)
    {
        var user = chat.NewUser();
        var path = await operation.PathInAsync(user, (await user.CreateAsync()).Id);
        var body = await user.WithOwnSessionAsync(operation.ExampleText);
        (await user.PostWithKeyAsync(path, body, "key")).ShouldBeFirst();
        return await user.PostWithKeyAsync(path, body + " ", "key");
    }

    /// <summary>Calls it on a message in the wrong state: at another offset than its end, or while it is streaming.</summary>
    private async Task<ApiAnswer> ComeTooEarlyAsync(ApiOperation operation)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var path = operation.PathOf(session, (await user.DraftAsync(session, "Wait")).Id);
        return await user.SendAsync(operation.Method, path, new StringContent("""{"content": "Now", "delta": "Now", "offset": 77}""", null, "application/json"));
    }

    /// <summary>Calls it with a precondition that does not hold.</summary>
    private async Task<ApiAnswer> KnowAsync(ApiOperation operation, string ifMatch)
    {
        var user = chat.NewUser();
        var path = await operation.PathInAsync(user, (await user.CreateAsync()).Id);
        return await user.SendIfAsync(operation.Method, path, ifMatch, operation.Body is null ? null : operation.ExampleText);
    }

    private Task<ApiAnswer> CallAsync(ApiOperation operation, long session, string? body, string mediaType = "application/json", string query = "")
    {
        var content = body is null ? null : new StringContent(body, null, mediaType);
        return chat.NewUser().SendAsync(operation.Method, operation.PathOf(session) + (query.Length > 0 ? query : operation.RequiredQuery), content, request => request.Headers.ExpectContinue = true);
    }
}
