using System.Text.Json;

namespace Features.Tests.Telemetry;

public sealed class LogSetupTests(ChatFixture chat)
{
    [Fact]
    public async Task On_request_every_line_is_JSON_and_names_the_trace_of_the_answer()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var (host, http) = await HostProcess.ServeAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = database,
            ["JWT_SECRET_KEY"] = Tokens.Key,
            ["CHAT_LOG_FORMAT"] = "json",
        });
        await using var ending = host;
        using var calling = http;
        var user = new ApiClient(http, Tokens.For(ChatServer.NewUser()));
        var session = await user.CreateAsync();
        await using var behind = new Behind(database);
        await behind.ExecuteAsync("alter table mt_doc_chatmessage add constraint refuse check (session_id < 0) not valid");

        var failed = await user.PostMessageAsync(session.Id, """{"content":"zebra"}""");

        failed.StatusCode.ShouldBe(500);
        await host.PrintsAsync("ExceptionAnswer");
        await host.SignalAsync("TERM");
        (await host.EndAsync()).ShouldBe(0);
        var lines = host.Output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Count.ShouldBeGreaterThan(2);
        lines.ShouldAllBe(line => line.GetProperty("Timestamp").GetString()!.EndsWith('Z'));
        var error = lines.Single(line => line.GetProperty("LogLevel").GetString() == "Error");
        error.GetProperty("Category").GetString().ShouldBe("Chat.Host.Errors.ExceptionAnswer");
        error.GetProperty("State").GetProperty("Fault").GetString()!.ShouldContain("refuse");
        error.GetProperty("Scopes").EnumerateArray().Select(scope => scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("TraceId", out var id) ? id.GetString() : null)
            .ShouldContain(failed["traceId"].GetString());
        host.Output.ShouldNotContain("zebra");
    }
}
