using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Chat.Features.Shared.Telemetry;
using Chat.Host.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Telemetry;

public sealed class TelemetrySetupTests(ChatFixture chat)
{
    /// <summary>A word in every private text of the calls, and nowhere else.</summary>
    private const string Private = "zebra";

    private const string Secret = "a-key-of-the-collector";

    [Fact]
    public async Task Spans_and_metrics_reach_the_collector_and_nothing_of_what_users_write_does()
    {
        await using var collector = await Collector.StartAsync();
        var database = await chat.Postgres.NewDatabaseAsync();
        var (host, http) = await HostProcess.ServeAsync(Settings(database, collector.Address));
        await using var ending = host;
        using var calling = http;
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(Private, "1"));
        var userId = ChatServer.NewUser();
        var token = Tokens.For(userId);
        var user = new ApiClient(http, token);

        await TalkAsync(user);
        await BeRefusedAsync(user, http);
        var traceId = await BreakAsync(user, database);
        await host.SignalAsync("TERM");
        (await host.EndAsync()).ShouldBe(0);

        string[] spans =
        [
            "POST /api/v1/chat-sessions/{session_id}/messages", "http.route", "http.response.status_code", "PostMessageCommand",
            "ListSessionsQuery", "chat.outcome", "replayed", "refused", "failed", "chat.retries", "db.query.text", "insert into", "P0001",
            "service.name", "chat-under-test", "service.instance.id",
        ];
        foreach (var name in spans)
            collector.Traces.ShouldContain(name);
        collector.Knows(traceId).ShouldBeTrue();
        collector.Traces.ShouldNotContain("select 1");
        string[] metrics =
        [
            "chat.messages.posted", "{message}", "chat.message_type", "assistant", "chat.sessions.created", "chat.agent_type", "chat.calls.rejected",
            "anonymous", "chat.commands.retried", "conflict", "http.server.request.duration", "kestrel.active_connections",
            "db.client.connection.count", "db.client.connection.max", "dotnet.gc.collections",
        ];
        foreach (var name in metrics)
            collector.Metrics.ShouldContain(name);
        collector.Keys.ShouldAllBe(key => key == Secret);
        string[] secrets = [Private, userId, token.Split('.')[1], token.Split('.')[2], Tokens.Key, new NpgsqlConnectionStringBuilder(database).Password!];
        foreach (var secret in secrets)
            (collector.Traces + collector.Metrics).ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task A_rebuild_sends_how_far_it_came()
    {
        await using var collector = await Collector.StartAsync();
        var database = await chat.Postgres.NewDatabaseAsync();
        await using (var server = await chat.StartHostAsync(connectionString: database))
            await server.User().CreateAsync();

        await using var rebuild = HostProcess.Start(Settings(database, collector.Address), "projections", "rebuild");

        (await rebuild.EndAsync()).ShouldBe(0, rebuild.Errors);
        foreach (var name in new[] { "chat.rebuild.users", "chat.rebuild.events" })
            collector.Metrics.ShouldContain(name);
    }

    [Fact]
    public void Without_a_collector_nobody_listens()
    {
        chat.Server.Services.GetService<TelemetryLifetime>().ShouldBeNull();
        ChatTelemetry.Source.HasListeners().ShouldBeFalse();
        ChatTelemetry.Meter.CreateCounter<long>("chat.of_this_test").Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_that_is_not_there_or_hangs_does_no_harm_and_is_told_once_without_secrets(bool hangs)
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"http://user:{Secret}@{nobody.LocalEndpoint}";
        if (!hangs)
            nobody.Stop();
        var settings = Settings(await chat.Postgres.NewDatabaseAsync(), address);
        settings["OTEL_BSP_SCHEDULE_DELAY"] = settings["OTEL_EXPORTER_OTLP_TIMEOUT"] = "200";
        var (host, http) = await HostProcess.ServeAsync(settings);
        await using var ending = host;
        using var calling = http;
        var user = new ApiClient(http, Tokens.For(ChatServer.NewUser()));

        for (var i = 0; i < 3; i++)
            await user.CreateAsync();
        await host.PrintsAsync("can't be sent to the collector");
        (await user.GetAsync()).Ok()["total_count"].GetInt64().ShouldBe(3);
        await host.SignalAsync("TERM");

        (await host.EndAsync()).ShouldBe(0);
        host.Output.Split("can't be sent to the collector").Length.ShouldBe(2);
        (host.Output + host.Errors).ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_collector_that_hangs_holds_up_the_end_for_one_wait_not_for_two()
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var (host, http) = await HostProcess.ServeAsync(Settings(await chat.Postgres.NewDatabaseAsync(), $"http://{nobody.LocalEndpoint}"));
        await using var ending = host;
        using var calling = http;
        await new ApiClient(http, Tokens.For(ChatServer.NewUser())).CreateAsync();

        var watch = Stopwatch.StartNew();
        await host.SignalAsync("TERM");
        (await host.EndAsync()).ShouldBe(0);

        // Traces and metrics wait five seconds each.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
    }

    private static Dictionary<string, string> Settings(string database, string collector) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Chat"] = database,
        ["JWT_SECRET_KEY"] = Tokens.Key,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-collector-key={Secret}",
        ["OTEL_SERVICE_NAME"] = "chat-under-test",
    };

    /// <summary>Calls that succeed, a replay among them.</summary>
    private static async Task TalkAsync(ApiClient user)
    {
        var session = await user.CreateAsync($"{Private} title", metadata: new { of = Private });
        var path = $"{ApiClient.Base}/{session.Id}";
        await user.SayAsync(session.Id, $"{Private} content", metadata: new { of = Private });
        await user.SayAsync(session.Id, $"{Private} answer", "assistant", "primary");
        for (var i = 0; i < 2; i++)
        {
            using var body = new StringContent($$"""{"content":"{{Private}}"}""", new MediaTypeHeaderValue("application/json"));
            (await user.SendAsync(HttpMethod.Post, $"{path}/messages", body, request => request.Headers.Add("Idempotency-Key", Private))).Ok();
        }
        (await user.PutAsync(path, new { title = $"{Private} again", metadata = new { of = Private } })).Ok();
        (await user.GetAsync($"{ApiClient.Base}?search={Private}")).Ok()["total_count"].GetInt64().ShouldBe(1);
        (await user.GetAsync($"{path}/messages")).Ok();
        (await user.GetAsync("/health/ready")).Ok();
    }

    /// <summary>Calls that are refused.</summary>
    private static async Task BeRefusedAsync(ApiClient user, HttpClient http)
    {
        (await user.PostAsync(ApiClient.Base, new { title = Private + new string('x', 300) })).StatusCode.ShouldBe(400);
        (await user.GetAsync($"{ApiClient.Base}/{Private}")).StatusCode.ShouldBe(404);
        (await user.GetAsync($"/{Private}?{Private}")).StatusCode.ShouldBe(404);
        (await user.SendAsync(new HttpMethod(Private), ApiClient.Base)).StatusCode.ShouldBe(405);
        (await new ApiClient(http, Private).GetAsync()).StatusCode.ShouldBe(401);
    }

    /// <summary>Calls that the database fails, quoting values; the last is retried.</summary>
    /// <returns>The trace of the first failure.</returns>
    private static async Task<string> BreakAsync(ApiClient user, string database)
    {
        var session = await user.CreateAsync();
        await using var behind = new Behind(database);
        var traces = new List<string>();
        foreach (var (code, status) in new[] { ("P0001", 500), ("40001", 503) })
        {
            await behind.ExecuteAsync($"""
                create or replace function refuse() returns trigger language plpgsql as $$ begin
                  raise exception '% is refused', new.data using errcode = '{code}', detail = new.data, hint = new.data; end $$;
                create or replace trigger refuse before insert on mt_doc_chatmessage for each row execute function refuse();
                """);
            var answer = await user.PostMessageAsync(session.Id, $$"""{"content":"{{Private}}"}""");
            answer.StatusCode.ShouldBe(status);
            traces.Add(answer["traceId"].GetString()!);
        }
        return traces[0];
    }
}
