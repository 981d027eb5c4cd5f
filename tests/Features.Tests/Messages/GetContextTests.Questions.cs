namespace Features.Tests.Messages;

/// <summary>A context begins with a question.</summary>
public sealed partial class GetContextTests
{
    [Fact]
    public async Task It_never_begins_with_an_answer_whose_question_was_cut_off()
    {
        var user = chat.NewUser();
        var sent = await TalkAsync(user, [("assistant", 10), ("user", 10), ("assistant", 10), ("assistant", 10), ("system", 10), ("user", 10), ("assistant", 10)]);
        var all = sent.Messages;

        // A greeting that begins the session is not cut off from anything.
        (await user.ContextAsync(sent.Session, 70)).ShouldBeOk(Context(all, 70, 70, omitted: 0));
        (await user.ContextAsync(sent.Session, 69)).ShouldBeOk(Context(all[1..], 60, 69, omitted: 1));
        foreach (var max in new[] { 59, 50, 49, 40, 39, 30 })
            (await user.ContextAsync(sent.Session, max)).ShouldBeOk(Context(all[4..], 30, max, omitted: 4));
        // The newest message fits, but not its question.
        (await user.ContextAsync(sent.Session, 29)).ShouldBeOk(Context([all[4]], 10, 29, omitted: 6, truncated: true));
        (await user.ContextAsync(sent.Session, 9)).ShouldBeOk(Context([], 0, 9, omitted: 7, truncated: true));
    }

    [Fact]
    public async Task A_session_of_answers_alone_is_whole_or_empty()
    {
        var user = chat.NewUser();
        var sent = await TalkAsync(user, [("assistant", 10), ("assistant", 10)]);

        (await user.ContextAsync(sent.Session, 20)).ShouldBeOk(Context(sent.Messages, 20, 20, omitted: 0));
        (await user.ContextAsync(sent.Session, 19)).ShouldBeOk(Context([], 0, 19, omitted: 2, truncated: true));
    }
}
