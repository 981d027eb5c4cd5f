using Chat.Web.Conversation;

namespace Web.Tests.Conversation;

public sealed class ShownMessageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Offsets_are_code_points()
    {
        var shown = new ShownMessage(Growing("a😀b"));

        shown.Append(3, "c").ShouldBeTrue();
        shown.Message.Content.ShouldBe("a😀bc");
        shown.Append(2, "bcd").ShouldBeTrue();

        shown.Message.Content.ShouldBe("a😀bcd");
    }

    [Fact]
    public void All_of_a_text_replaces_what_is_there()
    {
        var shown = new ShownMessage(Growing("abc"));

        shown.Append(0, "abcd").ShouldBeTrue();

        shown.Message.Content.ShouldBe("abcd");
    }

    [Fact]
    public void An_answer_to_a_call_does_not_take_text_away_that_came_meanwhile()
    {
        var shown = new ShownMessage(Growing(""));
        shown.Append(0, "abcdef");

        shown.Update(Growing("abc") with { UpdatedAt = Noon.AddSeconds(1), Feedback = new MessageFeedback(FeedbackRating.Up, null, Noon) });

        (shown.Message.Content, shown.Message.Feedback?.Rating).ShouldBe(("abcdef", FeedbackRating.Up));
        shown.Append(6, "g").ShouldBeTrue();
        shown.Message.Content.ShouldBe("abcdefg");
    }

    [Fact]
    public void A_deleted_message_stays_without_text()
    {
        var shown = new ShownMessage(Growing("abc"));
        shown.Update(Growing("") with { Status = MessageStatus.Deleted, UpdatedAt = Noon.AddSeconds(1) });

        shown.Append(0, "abcd").ShouldBeTrue();

        shown.Message.Content.ShouldBe("");
    }

    private static Message Growing(string content) =>
        new(1, 1, content, MessageType.Assistant, AgentType.Primary, Noon, [], 1, MessageStatus.Streaming, "bot", Noon, 1);
}
