using System.Diagnostics;

namespace Features.Tests.Startup;

/// <summary>The host in Development without any setting.</summary>
public sealed class DevelopmentTests(DevelopmentFolder development) : IClassFixture<DevelopmentFolder>
{
    [Fact]
    public async Task With_nothing_configured_it_starts_a_database_and_prints_page_address_docs_and_a_call_that_works()
    {
        var (host, http) = await HostProcess.ServeAsync(development.Settings);
        await using var ending = host;
        using var calling = http;

        var address = http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await host.PrintsAsync($"Open {address}/\\s");
        await host.PrintsAsync($"Chat listens on {address}");
        var docs = await host.PrintsAsync(@"Docs, to read and to try: (?<url>\S+)");
        var call = await host.PrintsAsync("curl (?<url>\\S+) -H 'Authorization: Bearer (?<token>[^']+)' -H 'Content-Type: application/json' -d '(?<body>[^']+)'");

        (await http.GetStringAsync(docs.Groups["url"].Value, TestContext.Current.CancellationToken)).ShouldContain("<html", Case.Insensitive);
        var session = (await new ApiClient(http, call.Groups["token"].Value).RawAsync(HttpMethod.Post, call.Groups["url"].Value, call.Groups["body"].Value)).Ok();
        session["user_id"].GetString().ShouldBe("demo");
        host.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Under_a_path_prefix_it_prints_addresses_with_it()
    {
        var (host, http) = await HostProcess.ServeAsync(new Dictionary<string, string>(development.Settings, StringComparer.Ordinal) { ["CHAT_PATH_BASE"] = "/chat" });
        await using var ending = host;
        using var calling = http;

        var address = http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await host.PrintsAsync($"Open {address}/chat/\\s");
        await host.PrintsAsync($"Docs, to read and to try: {address}/chat/docs\\s");
        await host.PrintsAsync($"curl {address}/chat/api/v1/chat-sessions ");
    }

    [Fact]
    public async Task A_token_that_the_command_prints_is_accepted_and_its_key_is_its_owners_alone()
    {
        var (host, http) = await HostProcess.ServeAsync(development.Settings);
        await using var ending = host;
        using var calling = http;

        var token = await TokenForAsync("anna@example.org");

        var session = await new ApiClient(http, token).CreateAsync();
        session["user_id"].GetString().ShouldBe("anna@example.org");
        var agent = new ApiClient(http, await TokenForAsync("bot", "--agent"), onBehalfOf: "anna@example.org");
        (await agent.SayAsync(session.Id, "Hi", "system"))["posted_by"].GetString().ShouldBe("bot");
        var key = Path.Combine(development.Folder, "jwt.key");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        host.Output.ShouldNotContain((await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task Data_and_tokens_survive_a_restart_and_the_database_stops_with_the_host()
    {
        var (first, http) = await HostProcess.ServeAsync(development.Settings);
        await using var ending = first;
        using var calling = http;
        var token = await TokenForAsync("restarted");
        var written = await WriteAsync(http, token);

        var clock = Stopwatch.StartNew();
        await first.SignalAsync("TERM");
        (await first.EndAsync()).ShouldBe(0);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        development.Postgres.ShouldBeNull();

        await ShouldBeReadAsync(token, written);
    }

    [Fact]
    public async Task A_host_that_was_killed_leaves_nothing_that_stops_the_next_start()
    {
        var (killed, http) = await HostProcess.ServeAsync(development.Settings);
        await using var ending = killed;
        using var calling = http;
        var token = await TokenForAsync("killed");
        var written = await WriteAsync(http, token);

        await killed.SignalAsync("KILL");
        await killed.EndAsync();
        development.Postgres.ShouldNotBeNull("nobody told it to stop");

        await ShouldBeReadAsync(token, written);
        development.Postgres.ShouldBeNull();
    }

    private async Task<string> TokenForAsync(string subject, params string[] more)
    {
        await using var command = HostProcess.Start(development.Settings, ["token", subject, .. more]);
        (await command.EndAsync()).ShouldBe(0, command.Errors);
        command.Errors.ShouldBeEmpty();
        return command.Output;
    }

    private static async Task<UserView> WriteAsync(HttpClient http, string token)
    {
        var user = new ApiClient(http, token);
        var session = await user.CreateAsync("Kept");
        await user.SayAsync(session.Id, "Kept as well");
        return await UserView.ReadAsync(user);
    }

    private async Task ShouldBeReadAsync(string token, UserView written)
    {
        var (second, http) = await HostProcess.ServeAsync(development.Settings);
        await using (second)
        using (http)
        {
            var read = await UserView.ReadAsync(new ApiClient(http, token));
            read.Sessions.Select(session => session.GetRawText()).ShouldBe(written.Sessions.Select(session => session.GetRawText()));
            read.Messages.Values.SelectMany(messages => messages.Select(message => message.GetRawText()))
                .ShouldBe(written.Messages.Values.SelectMany(messages => messages.Select(message => message.GetRawText())));
            read.ShouldAgree();
        }
    }
}
