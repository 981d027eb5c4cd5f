using System.Text.Json;

namespace Features.Tests.Transfer;

public sealed partial class ImportSessionsTests
{
    /// <summary>A conversation with an edited question: the user last saw the second branch.</summary>
    private const string ChatGpt = """
        [{"title":"A tree","create_time":1700000000.123456,"update_time":1700000100.5,"current_node":"pic","conversation_id":"c-1","id":"c-1","is_archived":false,"mapping":{
          "root":{"id":"root","message":null,"parent":null,"children":["sys"]},
          "sys":{"id":"sys","parent":"root","children":["q1","q2"],"message":{"id":"sys","author":{"role":"system","name":null,"metadata":{}},"create_time":null,
            "content":{"content_type":"text","parts":[""]},"status":"finished_successfully","weight":0.0,"metadata":{"is_visually_hidden_from_conversation":true},"recipient":"all"}},
          "q1":{"id":"q1","parent":"sys","children":["a1"],"message":{"id":"q1","author":{"role":"user"},"create_time":1700000001,"content":{"content_type":"text","parts":["Old question"]},"metadata":{}}},
          "a1":{"id":"a1","parent":"q1","children":[],"message":{"id":"a1","author":{"role":"assistant"},"create_time":1700000002,"content":{"content_type":"text","parts":["Old answer"]},"metadata":{}}},
          "q2":{"id":"q2","parent":"sys","children":["think"],"message":{"id":"q2","author":{"role":"user"},"create_time":1700000003.25,"content":{"content_type":"multimodal_text",
            "parts":[{"content_type":"image_asset_pointer","asset_pointer":"file-service://file-1","width":10},"What is this?"]},"metadata":{}}},
          "think":{"id":"think","parent":"q2","children":["code"],"message":{"id":"think","author":{"role":"assistant"},"create_time":1700000004,"content":{"content_type":"thoughts",
            "thoughts":[{"summary":"Looking","content":"…"}]},"metadata":{},"recipient":"all"}},
          "code":{"id":"code","parent":"think","children":["out"],"message":{"id":"code","author":{"role":"assistant"},"create_time":1700000005,"content":{"content_type":"code","language":"python","text":"print(1)"},
            "metadata":{"model_slug":"gpt-4o"},"recipient":"python"}},
          "out":{"id":"out","parent":"code","children":["a2"],"message":{"id":"out","author":{"role":"tool","name":"python"},"create_time":null,"content":{"content_type":"execution_output","text":"1\u0000 \ud83d"},"metadata":{}}},
          "a2":{"id":"a2","parent":"out","children":["pic"],"message":{"id":"a2","author":{"role":"assistant"},"create_time":1700000006,"content":{"content_type":"text","parts":["A cat 👋"]},
            "metadata":{"model_slug":"gpt-4o"},"status":"in_progress","recipient":"all"}},
          "pic":{"id":"pic","parent":"a2","children":[],"message":{"id":"pic","author":{"role":"tool","name":"dalle"},"create_time":1700000007,"content":{"content_type":"multimodal_text",
            "parts":[{"content_type":"image_asset_pointer","asset_pointer":"file-service://file-2"}]},"metadata":{}}}}},
         {"title":null,"create_time":1600000000,"id":"c-2","is_archived":true,"mapping":{"only":{"id":"only","parent":null,"children":[],"message":{"id":"only","author":{"role":"user"},"content":{"content_type":"text","parts":["Hi"]}}}}}]
        """;

    private const string OpenWebUI = """
        [{"id":"w-1","user_id":"u-1","title":"Web","archived":false,"created_at":1700000000,"updated_at":1700000100,"pinned":false,"meta":{},"chat":{"title":"Web","models":["llama3"],"timestamp":1700000000123,
          "history":{"currentId":"m3","messages":{
            "m1":{"id":"m1","parentId":null,"childrenIds":["m2","m3"],"role":"user","content":"Hello","timestamp":1700000001,"models":["llama3"],"files":[{"type":"file","name":"a.pdf"}]},
            "m2":{"id":"m2","parentId":"m1","childrenIds":[],"role":"assistant","content":"First try","model":"llama3","timestamp":1700000002,"done":true},
            "m3":{"id":"m3","parentId":"m1","childrenIds":[],"role":"assistant","content":"Second try","model":"llama3","timestamp":1700000003,"done":true}}},
          "messages":[]}}]
        """;

    [Fact]
    public async Task A_ChatGPT_file_becomes_sessions_of_the_branches_that_the_user_saw_last()
    {
        var user = chat.NewUser();

        (await user.ImportedAsync(ChatGpt, "?format=chatgpt", Transfers.Json)).ShouldCount(2, 7, 0);

        var sessions = (await user.SessionsAsync()).Items("sessions");
        sessions.Select(session => (session.GetProperty("title").GetString(), session.GetProperty("is_active").GetBoolean())).ShouldBe([("A tree", true), ("Untitled", false)]);
        sessions[0].GetProperty("created_at").GetString().ShouldBe("2023-11-14T22:13:20.123456Z");
        sessions[0].GetProperty("metadata").ShouldBeJson(new { imported_from = new { format = "chatgpt", session_id = "c-1" } });
        var messages = (await user.MessagesAsync(UserView.Id(sessions[0]))).Items("messages");
        messages.Select(message => (message.GetProperty("message_type").GetString(), message.GetProperty("content").GetString())).ShouldBe([
            ("user", "What is this?"), ("assistant", "[thoughts]"), ("assistant", "print(1)"), ("assistant", "1\uFFFD \uFFFD"), ("assistant", "A cat 👋"), ("assistant", "[image_asset_pointer]")]);
        messages[0].GetProperty("created_at").GetString().ShouldBe("2023-11-14T22:13:23.250000Z");
        messages[0].GetProperty("metadata").ShouldBeJson(new
        {
            source_id = "q2",
            content_type = "multimodal_text",
            parts = new[] { new { content_type = "image_asset_pointer", asset_pointer = "file-service://file-1", width = 10 } },
        });
        messages[2].GetProperty("metadata").ShouldBeJson(new { source_id = "code", model = "gpt-4o", content_type = "code", recipient = "python" });
        messages[3].GetProperty("metadata").ShouldBeJson(new { source_id = "out", content_type = "execution_output", tool = "python", tool_call_id = "out" });
        messages[3].GetProperty("created_at").GetString().ShouldBe(messages[2].GetProperty("created_at").GetString());
        messages[4].GetProperty("status").GetString().ShouldBe("interrupted");
        messages.ShouldAllBe(message => message.GetProperty("message_type").GetString() != "assistant" || message.GetProperty("agent_type").GetString() == "primary");
        (await UserView.ReadAsync(user)).ShouldAgree();

        (await user.ImportedAsync(ChatGpt, "?format=chatgpt", Transfers.Json)).ShouldCount(0, 0, 2);
    }

    [Fact]
    public async Task An_Open_WebUI_file_becomes_sessions_of_the_branches_that_the_user_saw_last()
    {
        var user = chat.NewUser();

        (await user.ImportedAsync(OpenWebUI, "?format=open-webui", Transfers.Json)).ShouldCount(1, 2, 0);

        var session = (await user.SessionsAsync()).Items("sessions").Single();
        session.GetProperty("created_at").GetString().ShouldBe("2023-11-14T22:13:20.000000Z");
        var messages = (await user.MessagesAsync(UserView.Id(session))).Items("messages");
        messages.Select(message => message.GetProperty("content").GetString()).ShouldBe(["Hello", "Second try"]);
        messages[0].GetProperty("metadata").ShouldBeJson(new { source_id = "m1", parts = new[] { new { type = "file", name = "a.pdf" } } });
        messages[1].GetProperty("metadata").ShouldBeJson(new { source_id = "m3", model = "llama3" });
        // One chat alone, as the menu of a chat exports it.
        (await user.ImportedAsync(JsonDocument.Parse(OpenWebUI).RootElement[0].GetRawText(), "?format=open-webui", Transfers.Json)).ShouldCount(0, 0, 1);
    }

    [Fact]
    public async Task A_conversation_beyond_a_limit_is_passed_over_with_a_note_and_the_next_ones_are_stored()
    {
        var user = chat.NewUser();
        var file = $"[{Conversation("long", new string('x', 10_001))},{Conversation("short", "Hi")}]";

        var answer = await user.ImportAsync(file, "?format=chatgpt", Transfers.Json);

        var lines = Transfers.LinesOf(answer.Ok().Body);
        lines[0].GetProperty("note").ShouldBeJson(new { line = 1, detail = "message 1: content must have at most 10000 characters" });
        lines[^1].ShouldBeJson(new { end = true, sessions = 1, messages = 1, skipped = 1 });
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("nonsense", "line 1: from here on the file is not valid JSON")]
    [InlineData("[1]", "line 1: a conversation must be an object")]
    [InlineData("[{}]", "line 1: the conversation has no id")]
    [InlineData("""[{"id":"a"}]""", "line 1: the conversation has no mapping")]
    [InlineData("""[{"id":"a","id":"a","mapping":{}}]""", "line 1: from here on the file is not valid JSON")]
    [InlineData("""[{"id":"a","mapping":{"a":{"parent":"b"},"b":{"parent":"a"}},"current_node":"a"}]""", "line 1: the messages of the conversation go round in a circle")]
    public async Task A_conversation_that_can_not_be_read_is_named(string file, string because)
    {
        var answer = await chat.NewUser().ImportAsync(file, "?format=chatgpt", Transfers.Json);

        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["detail"].GetString().ShouldNotBeNull().ShouldStartWith(because);
    }

    [Theory]
    [InlineData("""[{"id":"a","mapping":{"a":7,"b":{"message":"c","parent":8}},"current_node":9,"title":{},"create_time":"x"}]""", 0)]
    [InlineData("""[{"id":"a","mapping":[]}]""", 0)]
    [InlineData("""[{"id":"a","mapping":{"a":{"message":{"content":{"parts":[null,7,{"text":8}]},"author":[],"create_time":-1e28}}}}]""", 1)]
    [InlineData("""[{"id":"a","mapping":{"a":{"parent":null,"message":{"content":{"content_type":"text","parts":["Old"]}}},"b":{"parent":"gone","message":{"content":{"parts":["New"]}}}},"current_node":"nowhere"}]""", 1)]
    public async Task Members_of_other_types_are_passed_over(string file, long messages) =>
        (await chat.NewUser().ImportedAsync(file, "?format=chatgpt", Transfers.Json)).ShouldCount(1, messages, 0);

    [Fact]
    public async Task A_wrong_conversation_behind_others_stops_the_import_and_they_stay()
    {
        var user = chat.NewUser();

        var many = Enumerable.Range(1, 20).Select(i => Conversation($"{i}", new string('x', 9_000)));

        var last = (await user.ImportAsync($"[{string.Join(',', many)}, nonsense]", "?format=chatgpt", Transfers.Json)).LastLine();

        // Some are read at once.
        var stored = (await user.SessionsAsync())["total_count"].GetInt64();
        stored.ShouldBeInRange(1, 20);
        last.GetProperty("error").GetProperty("line").GetInt64().ShouldBe(stored + 1);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task A_format_that_is_unknown_is_a_400() =>
        (await chat.NewUser().ImportAsync("[]", "?format=other", Transfers.Json)).ShouldBeInvalid("format", "format must be one of chat-export, chatgpt, open-webui");

    private static string Conversation(string id, string text) => """
        {"id":"ID","title":"ID","create_time":1700000000,"current_node":"m","mapping":{"m":{"id":"m","parent":null,"children":[],
        "message":{"id":"m","author":{"role":"user"},"create_time":1700000000,"content":{"content_type":"text","parts":["TEXT"]}}}}}
        """.Replace("ID", id, StringComparison.Ordinal).Replace("TEXT", text, StringComparison.Ordinal);
}
