using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.AgentFramework;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>Contents of every kind and size come back from the service as they were.</summary>
public sealed class AgentContentTests(ChatFixture chat)
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 100 };

    private static readonly Dictionary<string, AIContent> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = new TextContent("Hello, zoë 🙂"),
        ["white space"] = new TextContent(" \n "),
        ["text with more"] = new TextContent("Cited") { Annotations = [new CitationAnnotation { Title = "Source", Url = new Uri("https://example.com/a") }], AdditionalProperties = new() { ["k"] = "v" } },
        ["reasoning"] = new TextReasoningContent("First I think") { ProtectedData = "c2lnbmVk" },
        ["data"] = new DataContent(new byte[] { 1, 2, 255 }, "image/png") { Name = "dot.png" },
        ["large data"] = new DataContent(Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31)).ToArray(), "image/png"),
        ["uri"] = new UriContent("https://example.com/cat.png", "image/png"),
        ["error"] = new ErrorContent("It failed") { ErrorCode = "E1", Details = "because" },
        ["usage"] = new UsageContent(new UsageDetails { InputTokenCount = 5, OutputTokenCount = 7, TotalTokenCount = 12 }),
        ["hosted file"] = new HostedFileContent("file_1") { Name = "a.pdf", MediaType = "application/pdf" },
        ["hosted vector store"] = new HostedVectorStoreContent("vs_1"),
        ["approval request"] = new ToolApprovalRequestContent("req_1", new FunctionCallContent("call_1", "send", new Dictionary<string, object?>(StringComparer.Ordinal) { ["to"] = "bob" })),
        ["approval response"] = new ToolApprovalResponseContent("req_1", approved: false, new FunctionCallContent("call_1", "send")) { Reason = "Not now" },
    };

    private static readonly Dictionary<string, AIContent[]> Pairs = new(StringComparer.Ordinal)
    {
        ["function"] = [new FunctionCallContent("c", "weather", Arguments("""{"city":"Oslo","days":[1,2.50,1e3],"deep":{"b":null,"a":true}}""")), new FunctionResultContent("c", JsonElement.Parse("""{"temp":3,"$type":"x"}"""))],
        ["text result"] = [new FunctionCallContent("c", "read"), new FunctionResultContent("c", "a\u0001 \"line\" \\u0000")],
        ["deep arguments"] = [new FunctionCallContent("c", "tree", Arguments($$"""{"root":{{Nested(40)}}}""")), new FunctionResultContent("c", "ok")],
        ["large result"] = [new FunctionCallContent("c", "log"), new FunctionResultContent("c", new string('"', 150_000) + "🙂\\")],
        ["mcp"] = [new McpServerToolCallContent("c", "find", "docs") { Arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["q"] = "x" } }, new McpServerToolResultContent("c") { Outputs = [new TextContent("found")] }],
        ["code interpreter"] = [new CodeInterpreterToolCallContent("c") { Inputs = [new TextContent("1 + 1")] }, new CodeInterpreterToolResultContent("c") { Outputs = [new TextContent("2")] }],
        ["image generation"] = [new ImageGenerationToolCallContent("c"), new ImageGenerationToolResultContent("c") { Outputs = [new UriContent("https://example.com/a.png", "image/png")] }],
        ["web search"] = [new WebSearchToolCallContent("c") { Queries = ["weather"] }, new WebSearchToolResultContent("c")],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    public static TheoryData<string> PairNames => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public async Task Every_kind_of_content_comes_back(string kind)
    {
        foreach (var role in (ChatRole[])[ChatRole.User, ChatRole.Assistant, ChatRole.System])
        {
            var message = new ChatMessage(role, [Kinds[kind]]) { MessageId = "m", AuthorName = "bot", CreatedAt = new DateTimeOffset(2026, 11, 28, 7, 0, 0, TimeSpan.Zero), AdditionalProperties = new() { ["k"] = 1 } };

            ShouldBeSame((await StoredAndReadAsync([message])).ShouldHaveSingleItem(), message);
        }
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public async Task A_call_and_its_result_come_back(string kind)
    {
        var (call, result) = (new ChatMessage(ChatRole.Assistant, [Pairs[kind][0]]), new ChatMessage(ChatRole.Tool, [Pairs[kind][1]]));

        var read = await StoredAndReadAsync([call, result]);

        read.Count.ShouldBe(2);
        ShouldBeSame(read[0], call);
        ShouldBeSame(read[1], result);
    }

    [Fact]
    public void The_table_has_every_kind()
    {
        // Those are only what others derive from.
        Type[] bases = [typeof(ToolCallContent), typeof(ToolResultContent), typeof(InputRequestContent), typeof(InputResponseContent)];
        var known = typeof(AIContent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).Except(bases).ToList();
        known.Count.ShouldBeGreaterThan(15);

        known.Except(Kinds.Values.Concat(Pairs.Values.SelectMany(pair => pair)).Select(content => content.GetType())).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_contents_of_a_message_keep_their_order()
    {
        var message = new ChatMessage(ChatRole.Assistant, [.. Kinds.Values.Where(content => content is not UsageContent), .. Pairs["mcp"]]);

        ShouldBeSame((await StoredAndReadAsync([message])).ShouldHaveSingleItem(), message);
    }

    [Theory]
    [InlineData(10_001)]
    [InlineData(45_000)]
    public async Task A_long_text_becomes_several_messages_and_one_again(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => i % 7 == 0 ? "🙂" : "ab"[(i % 2)..(i % 2 + 1)]));
        var message = new ChatMessage(ChatRole.User, text);

        var (read, stored) = await StoreAsync([message]);

        ShouldBeSame(read.ShouldHaveSingleItem(), message);
        stored.Count.ShouldBe((length + 9_999) / 10_000);
        string.Concat(stored.Select(part => part.Content)).ShouldBe(text);
    }

    [Fact]
    public async Task A_question_whose_beginning_the_budget_cuts_off_is_left_out_with_its_answer()
    {
        var model = new ScriptedModel(ScriptedModel.Says("Hi"));
        var conversation = await AgentConversation.BeginAsync(
            chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true, options: new ChatHistoryOptions { MaxTokens = 6_000 });

        await conversation.StreamAsync(new string('a', 25_000));
        await conversation.StreamAsync("Short");
        model.LastInput.ShouldBe(["user: Short"]);
        await conversation.StreamAsync("Again");

        model.LastInput.ShouldBe(["user: Short", "assistant: Hi", "user: Again"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_answer_is_streamed_into_several_drafts(bool isGivenUp)
    {
        var texts = Enumerable.Range(0, 5_000).Select(i => $"word {i} 🙂 ").ToArray();
        var model = new ScriptedModel(isGivenUp ? ScriptedModel.Fails(texts) : ScriptedModel.Says(texts), ScriptedModel.Says("Yes"));
        var conversation = await AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true);

        if (isGivenUp)
            await Should.ThrowAsync<InvalidOperationException>(() => conversation.StreamAsync("Write"));
        else
            await conversation.StreamAsync("Write");
        await conversation.StreamAsync("More");

        model.LastInput.ShouldBe(["user: Write", "assistant: " + string.Concat(texts), "user: More"]);
        var parts = (await conversation.MessagesAsync()).Where(message => message.MessageType == MessageType.Assistant).ToList();
        ((long)parts.Count).ShouldBe(((Chat.AgentFramework.History.Texts.Count(string.Concat(texts)) + 9_999) / 10_000) + 1);
        parts[^2].Status.ShouldBe(isGivenUp ? MessageStatus.Interrupted : MessageStatus.Complete);
    }

    [Fact]
    public async Task An_answer_with_text_and_much_else_is_a_draft_and_more_messages()
    {
        var model = new ScriptedModel(ScriptedModel.Gives(new TextContent("See"), Kinds["large data"], new TextContent("this")), ScriptedModel.Says("Yes"));
        var conversation = await AgentConversation.BeginAsync(chat.Server.ClientOf(ChatServer.NewUser()), model, hasDrafts: true);

        await conversation.StreamAsync("Draw");
        await conversation.StreamAsync("More");

        model.LastInput.ShouldBe(["user: Draw", "assistant: See DataContent this", "user: More"]);
        ((DataContent)model.Inputs.Last()[1].Contents[1]).Data.Length.ShouldBe(200_000);
    }

    [Fact]
    public async Task What_the_service_refuses_in_texts_is_replaced()
    {
        var read = await StoredAndReadAsync([new ChatMessage(ChatRole.User, "a\0b\uD800c"), new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("x\0\\u0000")])]);

        read[0].Text.ShouldBe("a\uFFFDb\uFFFDc");
        read[1].Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("x\uFFFD\\u0000");
    }

    private static void ShouldBeSame(ChatMessage read, ChatMessage message)
    {
        var own = read.Clone();
        own.AdditionalProperties = ChatMessages.Own(read.AdditionalProperties);
        JsonNode.DeepEquals(Json(own), Json(message)).ShouldBeTrue($"{Start(own)} is not {Start(message)}");
    }

    private static JsonNode? Json(ChatMessage message) => JsonSerializer.SerializeToNode(message, AgentAbstractionsJsonUtilities.DefaultOptions);

    private static string Start(ChatMessage message) => Json(message)!.ToJsonString() is var json && json.Length > 500 ? json[..500] : json;

    private static Dictionary<string, object?> Arguments(string json) => JsonSerializer.Deserialize<Dictionary<string, object?>>(json, Deep)!;

    private static string Nested(int levels) => new StringBuilder().Insert(0, "[", levels).Append('1').Append(']', levels).ToString();

    private async Task<IReadOnlyList<ChatMessage>> StoredAndReadAsync(IReadOnlyList<ChatMessage> messages) => (await StoreAsync(messages)).Read;

    private async Task<(IReadOnlyList<ChatMessage> Read, IReadOnlyList<Message> Stored)> StoreAsync(IReadOnlyList<ChatMessage> messages)
    {
        var conversation = await AgentConversation.BeginAsync(
            chat.Server.ClientOf(ChatServer.NewUser()), new ScriptedModel(ScriptedModel.Says("Hi")), hasDrafts: false, options: new ChatHistoryOptions { MaxTokens = 1_000_000 });
        var (history, agent, session) = (conversation.History, conversation.Agent, conversation.Session);
        await history.InvokedAsync(new ChatHistoryProvider.InvokedContext(agent, session, messages, []), Token);
        var read = await history.InvokingAsync(new ChatHistoryProvider.InvokingContext(agent, session, []), Token);
        return ([.. read], await conversation.MessagesAsync());
    }
}
