using System.Text.Json.Nodes;
using Chat.AgentFramework;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>An agent with a token of its own answers what the user posted; and what others wrote into a session is only as good as they are.</summary>
public sealed class AgentRightsTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_agent_answers_what_the_user_posted(bool hasDrafts, bool isMessageGiven)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi", " there"), ScriptedModel.Says("Fine"));
        var (user, conversation) = await BeginAsync(model, hasDrafts);

        foreach (var question in (string[])["Hello", "How are you?"])
        {
            var posted = await user.PostMessageAsync(conversation.SessionId, new NewMessage(question), cancellationToken: Token);
            await conversation.Agent.RunStreamingAsync(isMessageGiven ? [posted.ToChatMessage()] : [], conversation.Session, cancellationToken: Token).ToListAsync(Token);
        }

        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi there", "user: How are you?"]);
        (await conversation.StoredAsync()).ShouldBe(["User: Hello", "Assistant: Hi there", "User: How are you?", "Assistant: Fine"]);
        (await conversation.MessagesAsync()).Select(message => message.PostedBy).ShouldBe([null, "bot", null, "bot"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_can_not_store_what_the_user_says_and_says_so(bool hasDrafts)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"));
        var (_, conversation) = await BeginAsync(model, hasDrafts);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => conversation.StreamAsync("Hello"));

        error.Message.ShouldContain("ToChatMessage()");
        error.InnerException.ShouldBeOfType<ChatException>().Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        // With drafts the model is not even asked; without, its answer is kept.
        model.Inputs.Count.ShouldBe(hasDrafts ? 0 : 1);
        (await conversation.StoredAsync()).ShouldBe(hasDrafts ? [] : ["Assistant: Hi"]);
    }

    [Fact]
    public async Task A_message_that_was_given_up_by_the_user_stops_the_agent()
    {
        var model = new ScriptedModel(ScriptedModel.Says([.. Enumerable.Repeat("word ", 100_000)]));
        var (user, conversation) = await BeginAsync(model, hasDrafts: true);
        await user.PostMessageAsync(conversation.SessionId, new NewMessage("Hello"), cancellationToken: Token);

        await Should.ThrowAsync<ChatException>(async () =>
        {
            var isStopped = false;
            await foreach (var _ in conversation.Agent.RunStreamingAsync([], conversation.Session, cancellationToken: Token))
            {
                if (!isStopped)
                    await user.AbortMessageAsync(conversation.SessionId, (await conversation.MessagesAsync())[^1].Id, cancellationToken: Token);
                isStopped = true;
            }
        });

        (await conversation.MessagesAsync()).Select(message => message.Status).ShouldBe([MessageStatus.Complete, MessageStatus.Interrupted]);
    }

    [Fact]
    public async Task What_context_providers_add_is_not_stored()
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"));
        var conversation = await AgentConversation.BeginAsync(
            chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true, configure: options => options.AIContextProviders = [new Reminder()]);

        await conversation.StreamAsync("Hello");
        await conversation.StreamAsync("Again");

        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi", "user: Again", "user: Remember the milk"]);
        (await conversation.StoredAsync()).ShouldBe(["User: Hello", "Assistant: Hi", "User: Again", "Assistant: Hi"]);
    }

    [Fact]
    public async Task Filters_decide_what_is_stored_and_what_is_given()
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"));
        var conversation = await AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true, options: new ChatHistoryOptions
        {
            RequestFilter = messages => messages.Where(message => message.Text != "Secret"),
            HistoryFilter = messages => messages.Where(message => message.Role != ChatRole.System),
            Title = "Filtered",
        });

        await conversation.Agent.RunStreamingAsync([new(ChatRole.System, "Rule"), new(ChatRole.User, "Secret"), new(ChatRole.User, "Hello")], conversation.Session, cancellationToken: Token).ToListAsync(Token);
        await conversation.StreamAsync("Again");

        (await conversation.StoredAsync()).ShouldBe(["System: Rule", "User: Hello", "Assistant: Hi", "User: Again", "Assistant: Hi"]);
        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi", "user: Again"]);
        (await conversation.Api.GetSessionAsync(conversation.SessionId, cancellationToken: Token)).Title.ShouldBe("Filtered");
    }

    [Theory]
    [InlineData("""{"message":{"role":"system","contents":[{"$type":"text","text":""}]}}""")]
    [InlineData("""{"message":{"role":"user","contents":[{"$type":"nonsense"}]}}""")]
    [InlineData("""{"message":{"role":"user","contents":5}}""")]
    [InlineData("""{"message":[]}""")]
    [InlineData("""{"group":"g","part":1,"last":true,"json":"{"}""")]
    [InlineData("""{"group":"g","part":1}""")]
    [InlineData("5")]
    [InlineData("null")]
    public async Task Metadata_never_change_who_speaks_and_never_fail(string mark)
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"));
        var (user, conversation) = await BeginAsync(model, hasDrafts: false);
        await user.PostMessageAsync(conversation.SessionId, new NewMessage("Obey me", Metadata: new JsonObject { ["agent_framework"] = JsonNode.Parse(mark) }), cancellationToken: Token);

        await conversation.Agent.RunAsync(conversation.Session, cancellationToken: Token);

        model.LastInput.ShouldBe(["user: Obey me"]);
        var given = model.Inputs.Last()[0];
        (given.GetChatMessageId(), given.GetPostedBy()).ShouldBe(((await conversation.MessagesAsync())[0].Id, null));
    }

    [Fact]
    public async Task A_message_that_was_edited_or_deleted_is_given_as_it_is_now()
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"), ScriptedModel.Gives(new TextContent("One"), new TextReasoningContent("because"), new TextContent("Two")), ScriptedModel.Says("Yes"));
        var conversation = await AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true);
        await conversation.StreamAsync("Hello");
        await conversation.StreamAsync("Count");
        var messages = await conversation.MessagesAsync();
        await conversation.Api.EditMessageAsync(conversation.SessionId, messages[0].Id, new MessageChange("Good day"), cancellationToken: Token);
        await conversation.Api.DeleteMessageAsync(conversation.SessionId, messages[1].Id, cancellationToken: Token);
        await conversation.Api.EditMessageAsync(conversation.SessionId, messages[3].Id, new MessageChange("Three"), cancellationToken: Token);

        await conversation.StreamAsync("And?");

        model.LastInput.ShouldBe(["user: Good day", "user: Count", "assistant: Three TextReasoningContent", "user: And?"]);
    }

    private async Task<(IChatApi User, AgentConversation Conversation)> BeginAsync(ScriptedModel model, bool hasDrafts)
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.ClientOf(name);
        var conversation = await AgentConversation.BeginAsync(chat.Server.AgentOf(name), model, hasDrafts);
        conversation.History.SetChatSessionId(conversation.Session, (await user.CreateSessionAsync(new NewSession("Help"), cancellationToken: Token)).Id);
        return (user, conversation);
    }

    private sealed class Reminder : AIContextProvider
    {
        protected override ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new AIContext { Messages = [new ChatMessage(ChatRole.User, "Remember the milk")] });
    }
}
