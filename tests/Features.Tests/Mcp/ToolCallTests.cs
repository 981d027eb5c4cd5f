using System.Diagnostics;
using Features.Tests.Errors;

namespace Features.Tests.Mcp;

/// <summary>A tool whose database is away or broken.</summary>
[Collection(Outages.Name)]
public sealed class ToolCallTests(OutageServer outage, ChatFixture chat)
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("stopped", McpCalls.Newest)]
    [InlineData("frozen", McpCalls.Newest)]
    [InlineData("frozen", McpCalls.Older)]
    [InlineData("swallowed", McpCalls.Older)]
    public async Task Without_its_database_every_tool_answers_a_503_in_time_and_the_same_call_works_after_its_return(string how, string version)
    {
        var name = ChatServer.NewUser();
        var user = outage.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        await using var client = await outage.Server.McpAsync(Tokens.For(name), version: version);
        (string Tool, object Arguments)[] calls =
        [
            ("list_sessions", new { }), ("get_context", new { session_id = session, max_tokens = 10 }), ("list_messages", new { session_id = session }), ("search_messages", new { q = "once" }),
            ("create_session", new { title = "Once", idempotency_key = "1" }), ("post_message", new { session_id = session, content = "Once", idempotency_key = "2" }),
        ];

        await outage.TakeAwayAsync(how);
        try
        {
            foreach (var problem in await Task.WhenAll(calls.Select(call => FailAsync(call.Tool, call.Arguments))))
                problem.ShouldBe(503);
        }
        finally
        {
            await outage.BringBackAsync(how);
        }

        foreach (var (tool, arguments) in calls)
            (await client.CallAsync(tool, arguments)).Ok();
        (await user.MessagesAsync(session))["total_count"].GetInt64().ShouldBe(1);
        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(2);
        (await UserView.ReadAsync(user)).ShouldAgree();

        async Task<int> FailAsync(string tool, object arguments)
        {
            var clock = Stopwatch.StartNew();
            var problem = (await client.CallAsync(tool, arguments)).Problem();
            clock.Elapsed.ShouldBeLessThan(MostWait, tool);
            return problem.GetProperty("status").GetInt32();
        }
    }

    [Fact]
    public async Task A_database_that_quotes_what_it_refuses_is_a_500_that_does_not()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var session = (await server.User(name).CreateAsync()).Id;
        await using var client = await server.McpAsync(Tokens.For(name));
        await behind.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'zebra in % of %', new.data, tg_table_name; end $$;
            create trigger refuse before insert on mt_doc_chatmessage for each row execute function refuse();
            """);

        var answer = await client.CallAsync("post_message", new { session_id = session, content = "zebra", idempotency_key = "1" });

        answer.Problem().ShouldBeJson(new { title = "Internal Server Error", status = 500, detail = "Something went wrong on our side" });
    }
}
