using System.Text.Json.Nodes;

namespace Features.Tests.Conversations;

public sealed class ExistingClientTests(ChatFixture chat)
{
    [Fact]
    public async Task A_client_of_the_specification_finds_all_that_it_reads()
    {
        var client = NewClient();
        var session = await client.CreateAsync(new { title = "My Chat Session", agent_type = "primary", metadata = new { key = "value" }, is_active = true });
        var id = ExistingClient.ParseInt(session["id"]);
        id.ShouldBe(session["id"]!.GetValue<long>());

        // Clients send the id of the session in the body as well.
        var message = await client.PostAsync(id, new { session_id = id, content = "Hello, how can you help?", message_type = "user", metadata = new { timestamp = "2024-01-01T00:00:00Z" } });
        ExistingClient.ParseInt(message["session_id"]).ShouldBe(id);
        await client.PostAsync(id, new { content = "I can help you with...", message_type = "assistant", agent_type = "primary", metadata = new { } });

        var list = await client.ListAsync(page: 1, pageSize: 1, agentType: "primary", isActive: true, search: "chat");
        ExistingClient.ParseInt(list["sessions"]!.AsArray().Single()!["id"]).ShouldBe(id);
        list["total_count"]!.GetValue<int>().ShouldBe(1);
        list["has_next"]!.GetValue<bool>().ShouldBeFalse();
        list["has_previous"]!.GetValue<bool>().ShouldBeFalse();

        var messages = await client.MessagesAsync(id, page: 2, pageSize: 1);
        messages["messages"]!.AsArray().Single()!["content"]!.GetValue<string>().ShouldBe("I can help you with...");
        messages["total_count"]!.GetValue<int>().ShouldBe(2);
        messages["has_next"]!.GetValue<bool>().ShouldBeFalse();
        messages["has_previous"]!.GetValue<bool>().ShouldBeTrue();

        (await client.GetAsync(id))["messages"]!.AsArray().Count.ShouldBe(2);
        (await client.UpdateAsync(id, new { title = "Updated Title", is_active = false, metadata = new { updated = true } }))["title"]!.GetValue<string>().ShouldBe("Updated Title");
        (await client.DeleteAsync(id))["message"]!.GetValue<string>().ShouldBe("Chat session deleted successfully");
        var stats = await client.StatsAsync();
        stats["total_sessions"]!.GetValue<int>().ShouldBe(1);
        stats["active_sessions"]!.GetValue<int>().ShouldBe(0);
        stats["total_messages"]!.GetValue<int>().ShouldBe(2);
        stats["sessions_by_agent_type"]!["primary"]!.GetValue<int>().ShouldBe(1);
        DateTimeOffset.Parse(stats["most_recent_session"]!.GetValue<string>()).ShouldBe(DateTimeOffset.Parse(session["created_at"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("True", "False")]
    [InlineData("true", "false")]
    public async Task Flags_may_be_written_as_Python_or_as_JavaScript_writes_them(string yes, string no)
    {
        var client = NewClient();
        var active = ExistingClient.ParseInt((await client.CreateAsync(new { title = "Active" }))["id"]);
        var inactive = ExistingClient.ParseInt((await client.CreateAsync(new { title = "Inactive", is_active = false }))["id"]);
        await client.PostAsync(active, new { content = "Hello" });

        Ids(await client.ListAsync(isActive: yes)).ShouldBe([active]);
        Ids(await client.ListAsync(isActive: no)).ShouldBe([inactive]);
        (await client.GetAsync(active, includeMessages: yes))["messages"]!.AsArray().Count.ShouldBe(1);
        (await client.GetAsync(active, includeMessages: no))["messages"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_goes_on_while_there_is_a_next_page_sees_every_session_once()
    {
        var client = NewClient();
        var created = new List<long>();
        for (var i = 0; i < 23; i++)
            created.Insert(0, ExistingClient.ParseInt((await client.CreateAsync(new { title = $"Session {i}", agent_type = "research" }))["id"]));

        var seen = new List<long>();
        JsonNode page;
        var number = 0;
        do
        {
            page = await client.ListAsync(++number, pageSize: 5, agentType: "research");
            page["has_previous"]!.GetValue<bool>().ShouldBe(number > 1);
            seen.AddRange(Ids(page));
        }
        while (page["has_next"]!.GetValue<bool>());

        seen.ShouldBe(created);
        number.ShouldBe(5);
        Ids(await client.ListAsync(isActive: true)).ShouldBe(created[..5]);
    }

    [Fact]
    public async Task Every_error_has_a_detail_to_show()
    {
        var client = NewClient();
        var id = ExistingClient.ParseInt((await client.CreateAsync(new { title = "Mine" }))["id"]);

        await ShouldFailAsync(400, "title must be given", () => client.CreateAsync(new { agent_type = "primary" }));
        await ShouldFailAsync(400, "agent_type must be one of primary, log_analysis, research, router", () => client.CreateAsync(new { title = "T", agent_type = "chef" }));
        await ShouldFailAsync(400, "No updates provided", () => client.UpdateAsync(id, new { }));
        await ShouldFailAsync(400, "page_size must be from 1 to 100", () => client.ListAsync(pageSize: 101));
        await ShouldFailAsync(400, "content must hold more than white space", () => client.PostAsync(id, new { content = "" }));
        await ShouldFailAsync(404, "Chat session not found", () => NewClient().GetAsync(id));
        await ShouldFailAsync(404, "Chat session not found", () => client.DeleteAsync(0));
        await ShouldFailAsync(401, "The token is not valid", () => new ExistingClient(chat.Server.Http, "no-token").StatsAsync());
    }

    private ExistingClient NewClient() => new(chat.Server.Http, Tokens.For(ChatServer.NewUser()));

    private static List<long> Ids(JsonNode page) => [.. page["sessions"]!.AsArray().Select(session => ExistingClient.ParseInt(session!["id"]))];

    private static async Task ShouldFailAsync(int status, string detail, Func<Task<JsonNode>> call)
    {
        var error = await call.ShouldThrowAsync<ExistingClientException>();
        error.Status.ShouldBe(status);
        error.Message.ShouldBe(detail);
    }
}
