namespace Chat.Host.Maintenance;

[Description("Erases everything of a user; exits 1 when something was written meanwhile", Name = "users")]
internal sealed class UsersCommand : LaunchedCommand<UsersInput>
{
    public UsersCommand() => Usage("Erase a user").Arguments(input => input.Action, input => input.User);

    protected override async Task<bool> RunAsync(UsersInput input)
    {
        if (input is not { Action: "erase", User.Length: > 0 })
            throw new StartupException("usage: users erase ID");
        var user = Subject.Named(input.User);
        await using var host = await CommandLine.StartAsync();
        return await new UserErasure(host.App.Services.GetRequiredService<IDocumentStore>(), Console.Out).EraseAsync(user);
    }
}

internal sealed class UsersInput
{
    [Description("erase")]
    public string Action { get; set; } = "";

    [Description("The user")]
    public string User { get; set; } = "";
}
