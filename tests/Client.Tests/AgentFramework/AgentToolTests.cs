using Chat.AgentFramework;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>Runs with tools, and what of them the next run gets.</summary>
public sealed class AgentToolTests(ChatFixture chat)
{
    private static readonly string[] Turn = ["User: Weather?", "Assistant:  +call", "Assistant:  +result", "Assistant: Rain"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public async Task Calls_and_results_are_stored_in_order_and_read_again(bool hasDrafts, bool isPerCall, bool isStream)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Ra", "in"), ScriptedModel.Says("Yes"));
        var conversation = await BeginAsync(model, hasDrafts, isPerCall);

        await RunAsync(conversation, "Weather?", isStream);
        (await conversation.StoredAsync()).ShouldBe(Turn);
        await RunAsync(conversation, "Really?", isStream);

        model.LastInput.ShouldBe(["user: Weather?", "assistant: weather(call_1)", "tool: call_1 = 3 degrees in Oslo", "assistant: Rain", "user: Really?"]);
        (await conversation.StoredAsync()).ShouldBe([.. Turn, "User: Really?", "Assistant: Yes"]);
    }

    /// <summary>Not the place that is advised, but order and number are the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Drafts_around_the_tools_store_the_same(int updates)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Ra", "in"));
        var history = new ChatSessionHistoryProvider(chat.Server.ClientOf(ChatServer.NewUser()));
        AIFunction tool = AIFunctionFactory.Create((string city) => $"3 degrees in {city}", "weather");
        var agent = new ChatClientAgent(
            model.AsBuilder().UseChatDrafts(history).UseFunctionInvocation().Build(), new ChatClientAgentOptions { ChatHistoryProvider = history, ChatOptions = new ChatOptions { Tools = [tool] } });
        var conversation = new AgentConversation(history.Chat, history, agent, await agent.CreateSessionAsync(Token));

        await conversation.BreakAsync("Weather?", updates);

        (await conversation.StoredAsync()).ShouldBe(updates == 0 ? Turn : Turn[..3]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_fails_after_a_tool_leaves_what_the_tool_did(bool isPerCall)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1", "Let me look."), ScriptedModel.Fails("Ra"), ScriptedModel.Says("Yes"));
        var conversation = await BeginAsync(model, hasDrafts: true, isPerCall);

        await Should.ThrowAsync<InvalidOperationException>(() => conversation.StreamAsync("Weather?"));

        (await conversation.StoredAsync()).ShouldBe(["User: Weather?", "Assistant: Let me look. +call", "Assistant:  +result", "Assistant: Ra (Interrupted)"]);
        await conversation.StreamAsync("And?");
        model.LastInput.ShouldBe(
            ["user: Weather?", "assistant: Let me look. weather(call_1)", "tool: call_1 = 3 degrees in Oslo", "assistant: Ra", "user: And?"]);
    }

    [Fact]
    public async Task A_call_without_its_result_is_not_given_to_the_model()
    {
        var model = new ScriptedModel(ScriptedModel.Says("Yes"));
        var conversation = await BeginAsync(model, hasDrafts: true, isPerCall: false);
        ChatMessage[] stored =
        [
            new(ChatRole.User, "Weather?"),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "of another turn")]),
            new(ChatRole.Assistant, [new TextContent("Let me look."), new FunctionCallContent("call_1", "weather")]),
        ];
        await conversation.History.InvokedAsync(new ChatHistoryProvider.InvokedContext(conversation.Agent, conversation.Session, stored, []), Token);

        await conversation.StreamAsync("And?");

        model.LastInput.ShouldBe(["user: Weather?", "assistant: Let me look.", "user: And?"]);
    }

    [Fact]
    public async Task A_budget_never_parts_a_call_and_its_result()
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Rain"), ScriptedModel.Says("Yes"));
        foreach (var budget in Enumerable.Range(0, 30).Select(i => (i * 7) + 1))
        {
            var conversation = await BeginAsync(model, hasDrafts: false, isPerCall: false);
            await conversation.StreamAsync("Weather?");
            var history = new ChatSessionHistoryProvider(conversation.Api, new ChatHistoryOptions { MaxTokens = budget });

            var given = (await history.InvokingAsync(new ChatHistoryProvider.InvokingContext(conversation.Agent, conversation.Session, []), Token)).ToList();

            var (calls, results) = (Count<FunctionCallContent>(given), Count<FunctionResultContent>(given));
            calls.ShouldBe(results, $"{budget} tokens");
            given.ShouldBe(given.SkipWhile(message => message.Role != ChatRole.User));
            if (budget > 100)
                calls.ShouldBe(1);
            model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Rain"));
        }
    }

    [Fact]
    public async Task History_is_the_newest_that_the_budget_holds()
    {
        var model = new ScriptedModel(ScriptedModel.Says("An answer of some length"));
        var conversation = await AgentConversation.BeginAsync(
            chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true, options: new ChatHistoryOptions { MaxTokens = 40 });

        for (var i = 0; i < 6; i++)
            await conversation.StreamAsync($"Question number {i}");

        model.LastInput.ShouldBe(
            ["user: Question number 3", "assistant: An answer of some length", "user: Question number 4", "assistant: An answer of some length", "user: Question number 5"]);
    }

    /// <summary>The turn that goes on is whole, even where the budget does not hold it.</summary>
    [Fact]
    public async Task A_turn_larger_than_the_budget_goes_on()
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Rain"));
        var conversation = await BeginAsync(model, hasDrafts: true, isPerCall: true, options: new ChatHistoryOptions { MaxTokens = 5 });

        await conversation.StreamAsync("Weather?");

        model.LastInput.ShouldBe(["user: Weather?", "assistant: weather(call_1)", "tool: call_1 = 3 degrees in Oslo"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_for_approval_is_kept_until_the_user_answers(bool hasDrafts)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("weather", "call_1"), ScriptedModel.Says("Rain"), ScriptedModel.Says("Yes"));
        var conversation = await BeginAsync(model, hasDrafts, isPerCall: false, wrap: tool => new ApprovalRequiredAIFunction(tool));

        var updates = await conversation.Agent.RunStreamingAsync("Weather?", conversation.Session, cancellationToken: Token).ToListAsync(Token);
        var request = updates.SelectMany(update => update.Contents).OfType<ToolApprovalRequestContent>().ShouldHaveSingleItem();
        await conversation.Agent.RunAsync(new ChatMessage(ChatRole.User, [request.CreateResponse(approved: true)]), conversation.Session, cancellationToken: Token);
        await conversation.StreamAsync("Really?");

        (await conversation.StoredAsync()).ShouldContain("User: [approved]");
        model.Inputs.Count.ShouldBe(3);
        Count<FunctionCallContent>(model.Inputs.Last()).ShouldBe(Count<FunctionResultContent>(model.Inputs.Last()));
        model.LastInput.ShouldContain("tool: call_1 = 3 degrees in Oslo");
    }

    private static int Count<T>(IEnumerable<ChatMessage> messages) => messages.SelectMany(message => message.Contents).OfType<T>().Count();

    private static async Task RunAsync(AgentConversation conversation, string question, bool isStream)
    {
        if (isStream)
            await conversation.StreamAsync(question);
        else
            await conversation.Agent.RunAsync(question, conversation.Session, cancellationToken: Token);
    }

    private Task<AgentConversation> BeginAsync(
        ScriptedModel model,
        bool hasDrafts,
        bool isPerCall,
        Func<AIFunction, AIFunction>? wrap = null,
        ChatHistoryOptions? options = null)
    {
        AIFunction tool = AIFunctionFactory.Create((string city) => $"3 degrees in {city}", "weather");
        return AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts, isPerCall, [wrap?.Invoke(tool) ?? tool], options);
    }
}
