using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Client.Tests;

/// <summary>Every call, against the service.</summary>
public sealed class ChatApiTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_are_created_read_changed_and_erased()
    {
        var name = ChatServer.NewUser();
        var api = chat.Server.ClientOf(name);

        var session = await api.CreateSessionAsync(new NewSession("Hello", AgentType.LogAnalysis, new JsonObject { ["k"] = 1 }), cancellationToken: Token);
        session.ShouldSatisfyAllConditions(
            () => session.UserId.ShouldBe(name),
            () => session.AgentType.ShouldBe(AgentType.LogAnalysis),
            () => session.Metadata["k"]!.GetValue<int>().ShouldBe(1),
            () => session.IsActive.ShouldBeTrue(),
            () => session.DeactivatedSessionIds.ShouldBeNull());
        var tag = await api.GetSessionTagAsync(session.Id, Token);
        (await api.UpdateSessionAsync(session.Id, new SessionChange("Renamed"), tag, Token)).Title.ShouldBe("Renamed");
        (await Should.ThrowAsync<ChatException>(() => api.UpdateSessionAsync(session.Id, new SessionChange("Lost"), tag, Token))).Status.ShouldBe(System.Net.HttpStatusCode.PreconditionFailed);

        (await api.GetSessionPageAsync(page: 1, pageSize: 5, AgentType.LogAnalysis, isActive: true, search: "renam", cancellationToken: Token))
            .ShouldSatisfyAllConditions(page => page.Sessions.Single().Id.ShouldBe(session.Id), page => page.TotalCount.ShouldBe(1), page => page.HasNext.ShouldBe(false));
        (await api.GetSessionPageAsync(isActive: false, cancellationToken: Token)).Sessions.ShouldBeEmpty();

        (await api.DeleteSessionAsync(session.Id, cancellationToken: Token)).Messages.ShouldBeNull();
        (await api.ChangeSessionsAsync(new SessionsChange(SessionsAction.Reactivate, [session.Id]), cancellationToken: Token)).Changed.ShouldBe(1);
        (await api.DeleteSessionAsync(session.Id, permanent: true, cancellationToken: Token)).Messages.ShouldBe(0);
        (await Should.ThrowAsync<ChatException>(() => api.GetSessionAsync(session.Id, cancellationToken: Token))).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Messages_are_posted_read_edited_judged_found_and_deleted()
    {
        var api = chat.Server.ClientOf(ChatServer.NewUser());
        var session = await api.CreateSessionAsync(new NewSession("Hello"), cancellationToken: Token);

        var hello = await api.PostMessageAsync(session.Id, new NewMessage("Hello there"), cancellationToken: Token);
        var posted = await api.PostMessagesAsync(
            session.Id, new MessageBatch([new("How can I help?", MessageType.Assistant, AgentType.Primary, new JsonObject { ["tokens"] = 5 }), new("Thanks")]), cancellationToken: Token);
        (hello.SessionId, hello.Content, hello.MessageType, hello.Sequence, hello.Status, hello.AgentType, hello.Feedback)
            .ShouldBe((session.Id, "Hello there", MessageType.User, 1, MessageStatus.Complete, null, null));
        posted.Messages.Select(message => message.Sequence).ShouldBe([2, 3]);

        (await api.EditMessageAsync(session.Id, hello.Id, new MessageChange("Hello, all", new JsonObject { ["a"] = 1 }), MetadataMode.Replace, cancellationToken: Token)).Revision.ShouldBe(2);
        (await api.GetRevisionPageAsync(session.Id, hello.Id, cancellationToken: Token)).Revisions.Single().Content.ShouldBe("Hello there");
        (await api.EraseRevisionsAsync(session.Id, hello.Id, cancellationToken: Token)).Erased.ShouldBe(1);
        (await api.JudgeMessageAsync(session.Id, posted.Messages[0].Id, new NewFeedback(FeedbackRating.Up, "Good"), cancellationToken: Token)).Feedback!.Comment.ShouldBe("Good");
        (await api.JudgeMessageAsync(session.Id, posted.Messages[0].Id, new NewFeedback(null), cancellationToken: Token)).Feedback.ShouldBeNull();
        await api.JudgeMessageAsync(session.Id, posted.Messages[0].Id, new NewFeedback(FeedbackRating.Down), cancellationToken: Token);

        (await api.GetMessagePageAsync(session.Id, 1, 2, cancellationToken: Token)).ShouldSatisfyAllConditions(
            page => page.Messages.Select(message => message.Content).ShouldBe(["Hello, all", "How can I help?"]), page => page.TotalCount.ShouldBe(3), page => page.HasNext.ShouldBeTrue());
        (await api.GetContextAsync(session.Id, 1_000, Token)).ShouldSatisfyAllConditions(context => context.Messages.Count.ShouldBe(3), context => context.Omitted.ShouldBe(0));
        var hit = (await api.SearchAsync("help", from: session.CreatedAt, to: DateTimeOffset.UtcNow.AddHours(1)).ToListAsync(Token)).Single();
        (hit.Message!.Id, hit.Highlights.Single()[0]).ShouldBe((posted.Messages[0].Id, 10));
        (await api.GetStatisticsAsync(Token)).ShouldSatisfyAllConditions(
            stats => stats.TotalMessages.ShouldBe(3), stats => stats.SessionsByAgentType.ShouldBe([new("primary", 1)]), stats => stats.Feedback.Down.ShouldBe(1));

        (await api.DeleteMessageAsync(session.Id, hello.Id, cancellationToken: Token)).Status.ShouldBe(MessageStatus.Deleted);
        (await api.GetMessageAsync(session.Id, hello.Id, Token)).Content.ShouldBe("");
        (await api.ForkSessionAsync(session.Id, new Fork(UpToSequence: 2, Title: "Again"), cancellationToken: Token)).MessageCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_that_has_changed_is_left_alone()
    {
        var api = chat.Server.ClientOf(ChatServer.NewUser());
        var session = (await api.CreateSessionAsync(new NewSession("Hello"), cancellationToken: Token)).Id;
        var draft = (await api.PostMessageAsync(session, new NewMessage("So", MessageType.Assistant, AgentType.Primary, Status: MessageStatus.Streaming), cancellationToken: Token)).Id;

        foreach (var change in new Func<Task>[]
        {
            () => api.AppendMessageAsync(session, draft, new Append(" far", 2), "\"another\"", Token),
            () => api.FinishMessageAsync(session, draft, new Finish(), ifMatch: "\"another\"", cancellationToken: Token),
            () => api.AbortMessageAsync(session, draft, "\"another\"", cancellationToken: Token),
        })
            (await Should.ThrowAsync<ChatException>(change)).Status.ShouldBe(System.Net.HttpStatusCode.PreconditionFailed);

        await api.AppendMessageAsync(session, draft, new Append(" far", 2), "*", Token);
        (await api.FinishMessageAsync(session, draft, new Finish(), ifMatch: "*", cancellationToken: Token)).Content.ShouldBe("So far");
    }

    [Fact]
    public async Task A_message_with_its_tag_is_changed_unless_it_has_changed()
    {
        var api = chat.Server.ClientOf(ChatServer.NewUser());
        var session = (await api.CreateSessionAsync(new NewSession("Hello"), cancellationToken: Token)).Id;
        var id = (await api.PostMessageAsync(session, new NewMessage("Hi"), cancellationToken: Token)).Id;

        var (message, tag, json) = await api.GetTaggedMessageAsync(session, id, Token);
        (message.Content, JsonElement.Parse(json).GetProperty("content").GetString()).ShouldBe(("Hi", "Hi"));
        await api.EditMessageAsync(session, id, new MessageChange("Hello"), ifMatch: tag, cancellationToken: Token);

        (await Should.ThrowAsync<ChatException>(() => api.EditMessageAsync(session, id, new MessageChange("Late"), ifMatch: tag, cancellationToken: Token)))
            .Status.ShouldBe(System.Net.HttpStatusCode.PreconditionFailed);
        (await api.GetTaggedMessageAsync(session, id, Token)).ETag.ShouldNotBe(tag);
        (await Should.ThrowAsync<ChatException>(() => api.GetTaggedMessageAsync(session, id + 1, Token))).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lists_go_over_all_pages()
    {
        var api = chat.Server.ClientOf(ChatServer.NewUser());
        var ids = new List<long>();
        for (var i = 0; i < 130; i++)
            ids.Add((await api.CreateSessionAsync(new NewSession($"{i}", IsActive: i % 2 == 0), cancellationToken: Token)).Id);
        for (var i = 0; i < 5; i++)
            await api.PostMessagesAsync(ids[0], new MessageBatch([.. Enumerable.Range(0, 90).Select(place => new NewMessage($"{place}", place % 3 == 0 ? MessageType.System : null))]), cancellationToken: Token);

        (await api.ListSessionsAsync().Select(session => session.Id).ToListAsync(Token)).ShouldBe(ids.AsEnumerable().Reverse());
        (await api.ListMessagesAsync(ids[0], cancellationToken: Token).Select(message => message.Sequence).ToListAsync(Token)).ShouldBe(Enumerable.Range(1, 450).Select(place => (long)place));
        (await api.ListMessagesAsync(ids[0], afterSequence: 440, MessageType.System, cancellationToken: Token).CountAsync(Token)).ShouldBe(3);
        (await api.ListMessagesAsync(ids[1], cancellationToken: Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Everything_is_exported_imported_and_erased()
    {
        var (ada, bob) = (chat.Server.ClientOf(ChatServer.NewUser()), chat.Server.ClientOf(ChatServer.NewUser()));
        var session = await ada.CreateSessionAsync(new NewSession("Hello"), cancellationToken: Token);
        await ada.PostMessageAsync(session.Id, new NewMessage("Hi"), cancellationToken: Token);
        await using var file = await ada.ExportAsync(Token);

        var lines = await bob.ImportAsync(file, cancellationToken: Token).ToListAsync(Token);

        (lines[^1].End, lines[^1].Sessions, lines[^1].Messages, lines[^1].Error).ShouldBe((true, 1, 1, null));
        using var wrong = new MemoryStream(Encoding.UTF8.GetBytes("[{}"));
        var error = await Should.ThrowAsync<ChatException>(async () => await bob.ImportAsync(wrong, ImportFormat.ChatGpt, Token).ToListAsync(Token));
        (error.Status, error.Errors.Keys.Single()).ShouldBe((System.Net.HttpStatusCode.BadRequest, "body"));
        (await bob.EraseUserAsync(Token)).ShouldSatisfyAllConditions(receipt => receipt.Sessions.ShouldBe(1), receipt => receipt.Messages.ShouldBe(1));
    }

    [Fact]
    public async Task An_agent_acts_for_a_user_whatever_its_id()
    {
        const string Zoe = "zoë/ λ%";
        var session = await chat.Server.ClientOf(Zoe).CreateSessionAsync(new NewSession("Hello"), cancellationToken: Token);

        var answer = await chat.Server.AgentOf(Zoe, "helper").PostMessageAsync(session.Id, new NewMessage("Hi", MessageType.Assistant, AgentType.Primary), cancellationToken: Token);

        answer.PostedBy.ShouldBe("helper");
    }
}
