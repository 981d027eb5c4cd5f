using Chat.AgentFramework.History;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

public sealed class ToolPairsTests
{
    [Fact]
    public void Results_come_right_behind_their_calls_whatever_came_between()
    {
        Match([Say(ChatRole.User, "A?"), Call("1", "2"), Say(ChatRole.User, "B?"), Result("2"), Say(ChatRole.Assistant, "Wait"), Result("1")])
            .ShouldBe(["user: A?", "assistant: f(1) f(2)", "tool: 1 = r1", "tool: 2 = r2", "user: B?", "assistant: Wait"]);
    }

    [Fact]
    public void Ids_that_are_used_again_pair_with_the_next_result()
    {
        Match([Result("1"), Call("1"), Result("1"), Call("1"), Result("1"), Call("1")])
            .ShouldBe(["assistant: f(1)", "tool: 1 = r1", "assistant: f(1)", "tool: 1 = r1"]);
    }

    [Fact]
    public void A_call_whose_result_is_in_the_request_stays()
    {
        var (call, result) = (Call("1"), Result("1"));

        ToolPairs.Match([Call("0"), call], [result]).Select(ScriptedModel.Describe).ShouldBe(["assistant: f(1)"]);
        ToolPairs.IsMissingCall([call], [result]).ShouldBeFalse();
        ToolPairs.IsMissingCall([Call("0")], [result]).ShouldBeTrue();
    }

    [Fact]
    public void A_text_beside_a_call_without_result_stays()
    {
        Match([new ChatMessage(ChatRole.Assistant, [new TextContent("Look"), new FunctionCallContent("1", "f")])]).ShouldBe(["assistant: Look"]);
    }

    private static IEnumerable<string> Match(IReadOnlyList<ChatMessage> history) => ToolPairs.Match(history, []).Select(ScriptedModel.Describe);

    private static ChatMessage Say(ChatRole role, string text) => new(role, text);

    private static ChatMessage Call(params string[] ids) => new(ChatRole.Assistant, [.. ids.Select(id => new FunctionCallContent(id, "f"))]);

    private static ChatMessage Result(string id) => new(ChatRole.Tool, [new FunctionResultContent(id, "r" + id)]);
}
