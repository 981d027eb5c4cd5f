using Chat.AgentFramework;
using Microsoft.Agents.AI;

namespace Client.Tests.AgentFramework;

/// <summary>Agent sessions by their keys.</summary>
public sealed class ChatSessionStoreTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_found_by_its_key_on_another_host()
    {
        var user = ChatServer.NewUser();
        var conversation = await BeginAsync(user);
        await conversation.StreamAsync("Hello");
        var key = new AgentSessionStoreKey("thread-1").WithPartition("user", "alice");
        (await StoreOf(user).GetSessionAsync(conversation.Agent, key, Token)).ShouldBeNull();

        await StoreOf(user).SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);

        var model = new ScriptedModel(ScriptedModel.Says("Fine"));
        var other = await AgentConversation.BeginAsync(chat.Server.ClientOf(user), model, hasDrafts: true);
        var found = (await StoreOf(user).GetSessionAsync(other.Agent, key, Token)).ShouldNotBeNull();
        await (other with { Session = found }).StreamAsync("How are you?");
        model.LastInput.ShouldBe(["user: Hello", "assistant: Hi", "user: How are you?"]);
    }

    [Fact]
    public async Task Every_partition_and_the_agent_are_part_of_the_key()
    {
        var user = ChatServer.NewUser();
        var store = StoreOf(user);
        var conversation = await BeginAsync(user);
        await store.SaveSessionAsync(conversation.Agent, Key(("user", "alice"), ("tenant", "a")), conversation.Session, Token);

        (await store.GetSessionAsync(conversation.Agent, Key(("tenant", "a"), ("user", "alice")), Token)).ShouldNotBeNull();
        foreach (var other in (AgentSessionStoreKey[])[Key(), Key(("user", "alice")), Key(("user", "alice"), ("tenant", "b")), Key(("user", "Alice"), ("tenant", "a")), Key(("user", "a"), ("tenant", "alice"))])
            (await store.GetSessionAsync(conversation.Agent, other, Token)).ShouldBeNull();
        var stranger = await AgentConversation.BeginAsync(chat.Server.ClientOf(user), new ScriptedModel(), hasDrafts: false, configure: options => options.Name = "other");
        (await store.GetSessionAsync(stranger.Agent, Key(("user", "alice"), ("tenant", "a")), Token)).ShouldBeNull();
        (await StoreOf(ChatServer.NewUser()).GetSessionAsync(conversation.Agent, Key(("user", "alice"), ("tenant", "a")), Token)).ShouldBeNull();

        static AgentSessionStoreKey Key(params (string Name, string Value)[] partitions) =>
            partitions.Aggregate(new AgentSessionStoreKey("thread-1"), (key, partition) => key.WithPartition(partition.Name, partition.Value));
    }

    [Fact]
    public async Task Each_lookup_gives_a_copy_of_what_was_saved_last()
    {
        var user = ChatServer.NewUser();
        var (store, key) = (StoreOf(user), new AgentSessionStoreKey("thread"));
        var conversation = await BeginAsync(user);
        conversation.Session.StateBag.SetValue("step", "one");
        await store.SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);

        var first = (await store.GetSessionAsync(conversation.Agent, key, Token))!;
        first.StateBag.SetValue("step", "two");
        var second = (await store.GetSessionAsync(conversation.Agent, key, Token))!;
        second.StateBag.GetValue<string>("step").ShouldBe("one");

        await store.SaveSessionAsync(conversation.Agent, key, first, Token);
        (await store.GetSessionAsync(conversation.Agent, key, Token))!.StateBag.GetValue<string>("step").ShouldBe("two");
        var api = chat.Server.ClientOf(user);
        var kept = await api.ListMessagesAsync((await api.ListSessionsAsync(isActive: false).ToListAsync(Token)).ShouldHaveSingleItem().Id, cancellationToken: Token).ToListAsync(Token);
        kept.Select(message => message.Status).ShouldBe([MessageStatus.Deleted, MessageStatus.Complete]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_session_is_gone_and_may_be_saved_again(bool isErased)
    {
        var user = ChatServer.NewUser();
        var (api, store, key) = (chat.Server.ClientOf(user), StoreOf(user), new AgentSessionStoreKey("thread"));
        var conversation = await BeginAsync(user);
        await store.DeleteSessionAsync(conversation.Agent, key, Token);
        conversation.Session.StateBag.SetValue("text", "private words");
        await store.SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);
        var kept = (await api.ListSessionsAsync().ToListAsync(Token)).ShouldHaveSingleItem();

        await store.DeleteSessionAsync(conversation.Agent, key, Token);
        await store.DeleteSessionAsync(conversation.Agent, key, Token);
        if (isErased)
            await api.DeleteSessionAsync(kept.Id, permanent: true, cancellationToken: Token);

        (await store.GetSessionAsync(conversation.Agent, key, Token)).ShouldBeNull();
        await using (var export = await api.ExportAsync(Token))
            (await new StreamReader(export).ReadToEndAsync(Token)).ShouldNotContain("private words");
        await store.SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);
        (await store.GetSessionAsync(conversation.Agent, key, Token))!.StateBag.GetValue<string>("text").ShouldBe("private words");
    }

    [Fact]
    public async Task Hosts_that_save_at_once_save_under_one_key()
    {
        var user = ChatServer.NewUser();
        var (api, key) = (chat.Server.ClientOf(user), new AgentSessionStoreKey("thread"));
        var conversation = await BeginAsync(user);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var session = await conversation.Agent.CreateSessionAsync(Token);
            session.StateBag.SetValue("host", $"{i}");
            await StoreOf(user).SaveSessionAsync(conversation.Agent, key, session, Token);
        }));

        (await api.ListSessionsAsync().ToListAsync(Token)).ShouldHaveSingleItem().IsActive.ShouldBeFalse();
        int.Parse((await StoreOf(user).GetSessionAsync(conversation.Agent, key, Token))!.StateBag.GetValue<string>("host")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(0, 7);
    }

    [Fact]
    public async Task A_large_session_is_kept_whole_and_one_without_changes_is_not_written_again()
    {
        var user = ChatServer.NewUser();
        var (api, store, key) = (chat.Server.ClientOf(user), StoreOf(user), new AgentSessionStoreKey("thread"));
        var conversation = await BeginAsync(user);
        var large = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"\"{i} 🙂"));
        conversation.Session.StateBag.SetValue("large", large);

        for (var i = 0; i < 3; i++)
            await store.SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);

        (await store.GetSessionAsync(conversation.Agent, key, Token))!.StateBag.GetValue<string>("large").ShouldBe(large);
        var messages = await api.ListMessagesAsync((await api.ListSessionsAsync().ToListAsync(Token))[0].Id, cancellationToken: Token).ToListAsync(Token);
        messages.ShouldAllBe(message => message.Status == MessageStatus.Complete);
    }

    [Fact]
    public async Task An_agent_saves_for_its_user()
    {
        var user = ChatServer.NewUser();
        var (store, key) = (new ChatSessionStore(chat.Server.AgentOf(user)), new AgentSessionStoreKey("thread"));
        var conversation = await BeginAsync(user);
        foreach (var step in (string[])["one", "two"])
        {
            conversation.Session.StateBag.SetValue("step", step);
            await store.SaveSessionAsync(conversation.Agent, key, conversation.Session, Token);
        }

        (await StoreOf(user).GetSessionAsync(conversation.Agent, key, Token))!.StateBag.GetValue<string>("step").ShouldBe("two");
        await store.DeleteSessionAsync(conversation.Agent, key, Token);
        (await StoreOf(user).GetSessionAsync(conversation.Agent, key, Token)).ShouldBeNull();
    }

    private ChatSessionStore StoreOf(string user) => new(chat.Server.ClientOf(user));

    private Task<AgentConversation> BeginAsync(string user) =>
        AgentConversation.BeginAsync(chat.Server.ClientOf(user), new ScriptedModel(ScriptedModel.Says("Hi")), hasDrafts: true);
}
