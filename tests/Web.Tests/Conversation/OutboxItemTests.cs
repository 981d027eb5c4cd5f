using Chat.Web.Conversation;

namespace Web.Tests.Conversation;

public sealed class OutboxItemTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_has_become_a_message_is_not_shown_beside_it()
    {
        OutboxItem[] items = [Item("a", "Yes", 10), Item("b", "Yes", 10), Item("c", "No", 10)];

        OutboxItem.NotAmong([Shown("Yes", 11)], items).Select(item => item.Key).ShouldBe(["b", "c"]);
        OutboxItem.NotAmong([Shown("Yes", 11), Shown("Yes", 12)], items).Select(item => item.Key).ShouldBe(["c"]);
    }

    [Fact]
    public void Earlier_messages_and_those_of_others_are_not_it()
    {
        OutboxItem[] items = [Item("a", "Yes", 10)];

        OutboxItem.NotAmong([Shown("Yes", 10), Shown("Yes", 11, MessageType.Assistant), Shown("Yes", 12, agent: "bot"), Shown("Other", 13)], items).ShouldBe(items);
    }

    [Fact]
    public void What_was_refused_is_shown_in_any_case()
    {
        OutboxItem[] items = [Item("a", "Yes", 10) with { Refusal = "No" }];

        OutboxItem.NotAmong([Shown("Yes", 11)], items).ShouldBe(items);
    }

    private static OutboxItem Item(string key, string text, long after) => new(key, 1, text, after, Noon);

    private static ShownMessage Shown(string content, long sequence, MessageType type = MessageType.User, string? agent = null) =>
        new(new Message(sequence, 1, content, type, null, Noon, [], sequence, MessageStatus.Complete, agent, Noon, 1));
}
