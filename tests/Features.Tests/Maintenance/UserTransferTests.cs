using Features.Tests.Transfer;

namespace Features.Tests.Maintenance;

/// <summary><c>users export</c> and <c>users import</c>, as in docs/operations.md.</summary>
public sealed class UserTransferTests(ChatFixture chat)
{
    [Fact]
    public async Task The_commands_write_and_read_the_files_of_the_endpoints()
    {
        var folder = Directory.CreateTempSubdirectory("chat-transfer").FullName;
        try
        {
            var (ada, bob) = (ChatServer.NewUser(), ChatServer.NewUser());
            await chat.Server.User(ada).SayAsync((await chat.Server.User(ada).CreateAsync("Taken along")).Id, "Hello 👋");
            var file = Path.Combine(folder, "ada.ndjson");

            (await RunAsync("export", ada, file)).Errors.ShouldContain("exported 1 sessions with 1 messages");
            Directory.GetFiles(folder).ShouldBe([file]);
            (await RunAsync("import", bob, file)).Errors.ShouldContain("imported 1 sessions with 1 messages");
            (await RunAsync("import", bob, file)).Errors.ShouldContain("skipped 1");

            var whole = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Transfers.Told(await chat.Server.User(bob).ExportAsync()).ShouldBe(Transfers.Told(whole));
            Transfers.Told((await RunAsync("export", bob)).Output).ShouldBe(Transfers.Told(whole));

            await File.WriteAllTextAsync(file, Transfers.File(Transfers.Header(), "nonsense"), TestContext.Current.CancellationToken);
            (await RunAsync("import", bob, file)).ExitCode.ShouldBe(1);
            (await RunAsync("export", ada, Path.Combine(folder, "none", "file"))).ExitCode.ShouldBe(1);
            Directory.GetFiles(folder).ShouldBe([file]);
            (await RunAsync("import", bob, file, "--format", "other")).Errors.ShouldContain("usage: users erase ID");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Chat"] = chat.ConnectionString };
        await using var command = HostProcess.Start(settings, ["users", .. arguments]);
        var exitCode = await command.EndAsync();
        return (exitCode, command.Output, command.Errors);
    }
}
