namespace Chat.Host.Maintenance;

/// <summary>
/// The program when it does not serve: commands of ours (<c>projections</c>, <c>users</c>, <c>token</c>), and those that Marten brings
/// (<c>db-apply</c>, <c>db-assert</c>, <c>db-patch</c> …; <c>help</c> lists them).
/// </summary>
internal static class CommandLine
{
    /// <summary>Whether the command line names a command; what begins with a dash or sets a value is a setting of the host.</summary>
    public static bool IsCommand(string[] args) => args is [var first, ..] && !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 1 when it failed, or found a difference.</returns>
    /// <exception cref="StartupException">The configuration is not what it must be.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        // Marten has a command `projections` too. It rebuilds with its daemon, which is right only while nobody writes.
        if (args[0] is "projections" or "users" or "token")
            return await Ours().ExecuteAsync(args);
        await using var host = await StartAsync();
        if (args[0] == "db-apply")
            await host.App.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
        return await host.App.RunJasperFxCommands(args);
    }

    /// <summary>The store on the configured database, or on that of the service of this data directory; nothing listens, and no key of users is needed.</summary>
    /// <exception cref="StartupException">No database is named, or a setting is wrong.</exception>
    public static async Task<CommandHost> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddSettingsBesideTheProgram();
        builder.AddCheckedSettings();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var database = await EmbeddedDatabase.StartOrJoinAsync(builder);
        builder.AddTelemetry();
        builder.Services.AddChatStorage(builder.Configuration.GetConnectionString("Chat")!);
        var app = builder.Build();
        // The host is not started; what it counts is sent all the same, and the rest when it ends.
        app.Services.GetService<TelemetryLifetime>();
        return new CommandHost(app, database);
    }

    private static CommandExecutor Ours() => CommandExecutor.For(factory =>
    {
        factory.RegisterCommand<ProjectionsCommand>();
        factory.RegisterCommand<UsersCommand>();
        factory.RegisterCommand<TokenCommand>();
    });
}
