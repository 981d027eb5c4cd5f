using Microsoft.Extensions.Logging.Console;

namespace Chat.Host.Maintenance;

/// <summary>Runs the commands <c>projections</c>, <c>users</c> and <c>token</c>, and Marten's (<c>db-apply</c> …; <c>help</c> lists them).</summary>
internal static class CommandLine
{
    /// <summary>Arguments with a dash or an equals sign are settings of the host.</summary>
    public static bool IsCommand(string[] args) => args is [var first, ..] && !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal);

    /// <returns>The exit code: 1 for a failure or a difference.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // Marten's own command `projections` is only correct while nobody writes.
        if (args[0] is "projections" or "users" or "token")
            return await Ours().ExecuteAsync(args);
        await using var host = await StartAsync();
        if (args[0] == "db-apply")
            await host.App.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
        return await host.App.RunJasperFxCommands(args);
    }

    /// <summary>Builds the store on the configured or embedded database, without listening; needs no JWT key.</summary>
    /// <param name="configure">Adds services.</param>
    /// <exception cref="StartupException">A setting is missing or invalid.</exception>
    public static async Task<CommandHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddSettingsBesideTheProgram();
        builder.AddCheckedSettings();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What a command prints is its output.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var database = await EmbeddedDatabase.StartWhereNoneIsGivenAsync(builder, mayJoin: true);
        builder.AddTelemetry();
        builder.Services.AddChatStorage(builder.Configuration.GetConnectionString("Chat")!);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.GetService<TelemetryLifetime>(); // Exports, although the host is not started.
        return new CommandHost(app, database);
    }

    private static CommandExecutor Ours() => CommandExecutor.For(factory =>
    {
        factory.RegisterCommand<ProjectionsCommand>();
        factory.RegisterCommand<UsersCommand>();
        factory.RegisterCommand<TokenCommand>();
    });
}
