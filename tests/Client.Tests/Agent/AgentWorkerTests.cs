using System.Text.Json.Nodes;
using Chat.Agent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Client.Tests.Agent;

public sealed partial class AgentWorkerTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_as_a_draft_with_the_context()
    {
        var (name, api, session) = await BeginAsync();
        var question = await SayAsync(api, session, "Hello there");
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name);

        var answer = await AnswerToAsync(api, question);
        await SayAsync(api, session, "And again");
        var second = await AnswerToAsync(api, await LastQuestionAsync(api, session));

        answer.Content.ShouldContain("You said: “Hello there”. That was your message number 1 here.");
        (answer.PostedBy, answer.AgentType).ShouldBe(("helper", AgentType.Research));
        second.Content.ShouldContain("“And again”. That was your message number 2 here.");
    }

    [Fact]
    public async Task Several_questions_before_the_first_answer_are_all_answered_in_their_order()
    {
        var (name, api, session) = await BeginAsync();
        var questions = new List<Message>();
        foreach (var text in new[] { "One", "Two", "Three" })
            questions.Add(await SayAsync(api, session, text));
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name);

        foreach (var question in questions)
            (await AnswerToAsync(api, question)).Content.ShouldContain($"“{question.Content}”");

        (await AnswersAsync(api, session)).Select(answer => answer.Metadata["answers"]!.GetValue<long>()).ShouldBe(questions.Select(question => question.Id));
    }

    [Fact]
    public async Task Several_instances_answer_each_question_once()
    {
        var (name, api, _) = await BeginAsync();
        var agents = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunningAgent.StartAsync(chat.Server.Address, name)));
        var sessions = new List<long>();
        for (var i = 0; i < 4; i++)
            sessions.Add((await api.CreateSessionAsync(new NewSession($"{i}"), cancellationToken: Token)).Id);
        var questions = new List<Message>();
        for (var i = 0; i < 24; i++)
            questions.Add(await SayAsync(api, sessions[i % 4], $"Question {i}"));

        foreach (var question in questions)
            await AnswerToAsync(api, question);
        foreach (var agent in agents)
            await agent.DisposeAsync();

        foreach (var session in sessions)
            (await AnswersAsync(api, session)).ShouldAllBe(answer => answer.Status == MessageStatus.Complete);
    }

    [Fact]
    public async Task A_model_that_fails_is_asked_again_and_at_last_the_user_is_told()
    {
        var (name, api, session) = await BeginAsync();
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name);

        var answer = await AnswerToAsync(api, await SayAsync(api, session, "/fail"));
        var sorry = await AnswerToAsync(api, await SayAsync(api, session, "/fail always"));

        answer.Content.ShouldEndWith("the third one reaches its end.");
        sorry.Content.ShouldBe("I could not answer this. Please try again.");
        (await AnswersAsync(api, session)).Select(each => each.Status == MessageStatus.Interrupted).ShouldBe([true, true, false, true, true, true, true, false]);
    }

    [Fact]
    public async Task An_answer_that_the_user_stops_is_not_begun_again()
    {
        var (name, api, session) = await BeginAsync();
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name, abandoned: TimeSpan.FromSeconds(1));
        await SayAsync(api, session, "/slow");
        await Eventually.HoldsAsync("it has begun", async () => (await AnswersAsync(api, session)) is [{ Content.Length: > 5 }]);

        await api.AbortMessageAsync(session, (await AnswersAsync(api, session)).Single().Id, cancellationToken: Token);
        await Eventually.HoldsAsync("it is marked", async () => Question.EndOf((await AnswersAsync(api, session)).Single()) == Question.Stopped);
        await AnswerToAsync(api, await SayAsync(api, session, "Next"));

        (await AnswersAsync(api, session)).Select(answer => answer.Status).ShouldBe([MessageStatus.Interrupted, MessageStatus.Complete]);
    }

    [Fact]
    public async Task An_instance_that_is_stopped_leaves_its_answer_to_the_next()
    {
        var (name, api, session) = await BeginAsync();
        var question = await SayAsync(api, session, "/slow");
        await using (await RunningAgent.StartAsync(chat.Server.Address, name))
            await Eventually.HoldsAsync("it has begun", async () => (await AnswersAsync(api, session)) is [{ Content.Length: > 5 }]);

        (await AnswersAsync(api, session)).Single().Status.ShouldBe(MessageStatus.Interrupted);
        await using var next = await RunningAgent.StartAsync(chat.Server.Address, name);

        (await AnswerToAsync(api, question)).Content.ShouldEndWith("and come back.");
    }

    [Fact]
    public async Task An_answer_without_a_sign_of_life_is_taken_over_once()
    {
        var (name, api, session) = await BeginAsync();
        var question = await SayAsync(api, session, "Anybody?");
        // As an instance leaves it that was killed.
        var left = await chat.Server.AgentOf(name, "helper").PostMessageAsync(
            session,
            new NewMessage("I am", MessageType.Assistant, AgentType.Research, new JsonObject { ["answers"] = question.Id, ["attempt"] = 1, ["instance"] = "gone" }, MessageStatus.Streaming),
            idempotencyKey: $"answer-{question.Id}-1",
            cancellationToken: Token);

        var agents = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RunningAgent.StartAsync(chat.Server.Address, name, abandoned: TimeSpan.FromSeconds(2))));
        var answer = await AnswerToAsync(api, question);
        foreach (var agent in agents)
            await agent.DisposeAsync();

        answer.Id.ShouldNotBe(left.Id);
        (await AnswersAsync(api, session)).Select(each => (each.Id == left.Id, each.Status)).ShouldBe([(true, MessageStatus.Interrupted), (false, MessageStatus.Complete)]);
    }

    [Fact]
    public async Task What_was_said_before_somebody_else_answered_is_not_answered()
    {
        var (name, api, session) = await BeginAsync();
        foreach (var old in new[] { "One", "Two", "Three" })
            await SayAsync(api, session, old);
        await api.PostMessageAsync(session, new NewMessage("By another", MessageType.Assistant, AgentType.Research), cancellationToken: Token);
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name);

        await AnswerToAsync(api, await SayAsync(api, session, "New"));

        (await AnswersAsync(api, session)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Any_OpenAI_compatible_model_will_do()
    {
        var (name, api, session) = await BeginAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var openAI = builder.Build();
        openAI.Urls.Add("http://127.0.0.1:0");
        openAI.MapPost("/v1/chat/completions", async (HttpContext call) =>
        {
            var request = (await JsonNode.ParseAsync(call.Request.Body))!;
            call.Response.ContentType = "text/event-stream";
            foreach (var word in new[] { $"{request["model"]}", " heard ", $"{request["messages"]![0]!["content"]}" })
                await call.Response.WriteAsync($"data: {new JsonObject { ["id"] = "1", ["object"] = "chat.completion.chunk", ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["content"] = word } }) }.ToJsonString()}\n\n");
            await call.Response.WriteAsync("data: [DONE]\n\n");
        });
        await openAI.StartAsync(Token);
        var settings = new AgentSettings(chat.Server.Address, Tokens.ForAgent("helper"), name, "tiny", new Uri(openAI.Urls.Single() + "/v1"), "secret");
        await using var agent = await RunningAgent.StartAsync(chat.Server.Address, name, settings: settings);

        (await AnswerToAsync(api, await SayAsync(api, session, "you"))).Content.ShouldBe("tiny heard you");
    }

    private static Task<Message> SayAsync(IChatApi api, long session, string text) => api.PostMessageAsync(session, new NewMessage(text), cancellationToken: Token);

    private static async Task<List<Message>> AnswersAsync(IChatApi api, long session) =>
        await api.ListMessagesAsync(session, messageType: MessageType.Assistant, cancellationToken: Token).Where(message => message.Metadata["answers"] is not null).ToListAsync(Token);

    private static async Task<Message> LastQuestionAsync(IChatApi api, long session) =>
        await api.ListMessagesAsync(session, messageType: MessageType.User, cancellationToken: Token).LastAsync(Token);

    /// <summary>The one complete answer.</summary>
    private static async Task<Message> AnswerToAsync(IChatApi api, Message question)
    {
        List<Message> answers = [];
        await Eventually.HoldsAsync($"message {question.Id} is answered", async () =>
            (answers = [.. (await AnswersAsync(api, question.SessionId)).Where(answer => answer.Metadata["answers"]!.GetValue<long>() == question.Id && answer.Status == MessageStatus.Complete)]).Count > 0);
        return answers.Single();
    }

    private async Task<(string Name, IChatApi Api, long Session)> BeginAsync()
    {
        var name = ChatServer.NewUser();
        var api = chat.Server.ClientOf(name);
        return (name, api, (await api.CreateSessionAsync(new NewSession("Talk", AgentType.Research), cancellationToken: Token)).Id);
    }
}
