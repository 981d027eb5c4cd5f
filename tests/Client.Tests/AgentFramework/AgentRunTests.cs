using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>What is stored of a run, in each of the ways in which one ends.</summary>
public sealed class AgentRunTests(ChatFixture chat)
{
    private static readonly string[] Question = ["User: Hello"], Whole = ["User: Hello", "Assistant: Hi there"], Half = ["User: Hello", "Assistant: Hi (Interrupted)"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_run_is_stored_and_the_history_of_the_next(bool hasDrafts, bool isPerCall)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi", " there"), ScriptedModel.Says("Fine"));
        var conversation = await BeginAsync(model, hasDrafts, isPerCall);

        (await conversation.Agent.RunAsync("Hello", conversation.Session, cancellationToken: Token)).Text.ShouldBe("Hi there");
        (await conversation.StoredAsync()).ShouldBe(Whole);
        await conversation.Agent.RunAsync("How are you?", conversation.Session, cancellationToken: Token);

        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi there", "user: How are you?"]);
        (await conversation.StoredAsync()).ShouldBe([.. Whole, "User: How are you?", "Assistant: Fine"]);
        (await conversation.Api.GetSessionAsync(conversation.SessionId, cancellationToken: Token)).Title.ShouldBe("Hello");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_stream_is_stored_once(bool hasDrafts, bool isPerCall)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi", " there"), ScriptedModel.Says("Fine"));
        var conversation = await BeginAsync(model, hasDrafts, isPerCall);

        (await conversation.StreamAsync("Hello")).ShouldBe("Hi there");
        (await conversation.StoredAsync()).ShouldBe(Whole);
        await conversation.StreamAsync("How are you?");

        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi there", "user: How are you?"]);
        (await conversation.StoredAsync()).ShouldBe([.. Whole, "User: How are you?", "Assistant: Fine"]);
        model.Inputs.Last()[1].MessageId.ShouldNotBeNull().ShouldStartWith("msg_");
    }

    /// <summary>The framework then tells the provider nothing, or only of the question.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_consumer_that_breaks_off_leaves_question_and_draft(bool isPerCall)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi", " there"), ScriptedModel.Says("Fine"));
        var conversation = await BeginAsync(model, hasDrafts: true, isPerCall);

        await conversation.BreakAsync("Hello", updates: 1);

        (await conversation.StoredAsync()).ShouldBe(Half);
        await conversation.StreamAsync("Go on");
        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi", "user: Go on"]);
    }

    [Fact]
    public async Task Without_drafts_a_consumer_that_breaks_off_leaves_what_the_framework_tells()
    {
        var conversation = await BeginAsync(new ScriptedModel(ScriptedModel.Says("Hi", " there")), hasDrafts: false, isPerCall: true);

        await conversation.BreakAsync("Hello", updates: 1);

        (await conversation.StoredAsync()).ShouldBe(Question);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_cancelled_run_leaves_the_question_and_the_draft(bool hasDrafts, bool isPerCall)
    {
        var conversation = await BeginAsync(new ScriptedModel(ScriptedModel.Waits("Hi")), hasDrafts, isPerCall);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in conversation.Agent.RunStreamingAsync("Hello", conversation.Session, cancellationToken: cancelled.Token))
                await cancelled.CancelAsync();
        });

        (await conversation.StoredAsync()).ShouldBe(hasDrafts ? Half : Question);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_model_that_fails_leaves_the_question_and_the_draft(bool hasDrafts, bool isPerCall)
    {
        var conversation = await BeginAsync(new ScriptedModel(ScriptedModel.Fails("Hi"), ScriptedModel.Fails(), ScriptedModel.Says("Yes")), hasDrafts, isPerCall);

        (await Should.ThrowAsync<InvalidOperationException>(() => conversation.StreamAsync("Hello"))).Message.ShouldBe("The model fell over");
        (await conversation.StoredAsync()).ShouldBe(hasDrafts ? Half : Question);

        await Should.ThrowAsync<InvalidOperationException>(() => conversation.Agent.RunAsync("Are you there?", conversation.Session, cancellationToken: Token));
        await conversation.StreamAsync("And now?");
        (await conversation.StoredAsync()).ShouldBe([.. hasDrafts ? Half : Question, "User: Are you there?", "User: And now?", "Assistant: Yes"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Runs_of_one_session_at_once_lose_and_double_nothing(bool hasDrafts)
    {
        var model = new ScriptedModel((input, _) => EchoAsync(input));
        var conversation = await AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts, configure: options => options.AllowConcurrentInvocation = true);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => conversation.StreamAsync($"Question {i}")));

        var expected = Enumerable.Range(0, 10).SelectMany(i => (string[])[$"User: Question {i}", $"Assistant: Answer to Question {i}"]);
        (await conversation.StoredAsync()).ShouldBe(expected, ignoreOrder: true);
        (await conversation.Api.GetSessionPageAsync(cancellationToken: Token)).TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task One_provider_serves_sessions_apart()
    {
        var first = await BeginAsync(new ScriptedModel((input, _) => EchoAsync(input)), hasDrafts: true, isPerCall: false);
        var second = first with { Session = await first.Agent.CreateSessionAsync(Token) };

        await Task.WhenAll(first.StreamAsync("One"), second.StreamAsync("Two"));

        (await first.StoredAsync()).ShouldBe(["User: One", "Assistant: Answer to One"]);
        (await second.StoredAsync()).ShouldBe(["User: Two", "Assistant: Answer to Two"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_goes_on_in_another_process(bool hasDrafts)
    {
        var user = ChatServer.NewUser();
        var before = await AgentConversation.BeginAsync(chat.Server.ClientOf(user), new ScriptedModel(ScriptedModel.Says("Hi there")), hasDrafts);
        await before.StreamAsync("Hello");
        var saved = await before.Agent.SerializeSessionAsync(before.Session, cancellationToken: Token);

        var model = new ScriptedModel(ScriptedModel.Says("Fine"));
        var after = await AgentConversation.BeginAsync(chat.Server.ClientOf(user), model, hasDrafts, saved: saved);
        await after.StreamAsync("How are you?");

        saved.GetRawText().Length.ShouldBeLessThan(200);
        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi there", "user: How are you?"]);
        (await before.StoredAsync()).ShouldBe([.. Whole, "User: How are you?", "Assistant: Fine"]);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> EchoAsync(IReadOnlyList<ChatMessage> input)
    {
        foreach (var text in (string[])["Answer", " to ", input[^1].Text])
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        }
    }

    private Task<AgentConversation> BeginAsync(ScriptedModel model, bool hasDrafts, bool isPerCall) =>
        AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts, isPerCall);
}
