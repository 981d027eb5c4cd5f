using Chat.Features.Transfer.ImportSessions;

namespace Chat.Host.Maintenance;

[Description("Exports, imports or erases everything of a user; exits 1 on a failure, or when something was written while it erased", Name = "users")]
internal sealed class UsersCommand : LaunchedCommand<UsersInput>
{
    private const string HowTo = "usage: users erase ID, users export ID [FILE], or users import ID [FILE] [--format chat-export|chatgpt|open-webui]";

    public UsersCommand()
    {
        Usage("Export to the output, import from the input, or erase").Arguments(input => input.Action, input => input.User);
        Usage("Export to a file, or import from one").Arguments(input => input.Action, input => input.User, input => input.File);
    }

    protected override async Task<bool> RunAsync(UsersInput input)
    {
        if (input is not { Action: "export" or "import" or "erase", User.Length: > 0 } || (input.File.Length > 0 && input.Action == "erase"))
            throw new StartupException(HowTo);
        var user = Subject.Named(input.User);
        if (input.Action == "erase")
            return await EraseAsync(user);
        var format = ImportFormat.ChatExport;
        if (input.FormatFlag is { } word && (input.Action != "import" || !Wire.TryParse(word, out format)))
            throw new StartupException(HowTo);

        await using var host = await CommandLine.StartAsync(services => services.AddChatFeatures());
        var transfer = new UserTransfer(host.App.Services, user, Console.Error);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return input.Action == "export" ? await transfer.ExportAsync(input.File, stop.Token) : await transfer.ImportAsync(input.File, format, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new StartupException("stopped before the end");
        }
    }

    private static async Task<bool> EraseAsync(string user)
    {
        await using var host = await CommandLine.StartAsync();
        return await new UserErasure(host.App.Services.GetRequiredService<IDocumentStore>(), Console.Out).EraseAsync(user);
    }
}

internal sealed class UsersInput
{
    [Description("export, import or erase")]
    public string Action { get; set; } = "";

    [Description("The user")]
    public string User { get; set; } = "";

    [Description("The file")]
    public string File { get; set; } = "";

    [Description("For import: chat-export (by default), chatgpt or open-webui")]
    public string? FormatFlag { get; set; }
}
