using Chat.Features.Shared.Users;
using Chat.Host.Configuration;
using Chat.Host.Startup;
using Chat.Host.Storage;
using Chat.Host.Telemetry;
using Npgsql;

namespace Chat.Host.Maintenance;

/// <summary>The work on a database that is no serving: <c>projections rebuild|verify [--user ID]</c> and <c>db apply|assert|protect|unprotect</c>.</summary>
internal static class MaintenanceCommand
{
    private const string Usage = "usage: projections rebuild|verify [--user ID], or db apply|assert|protect|unprotect";

    /// <summary>Whether the command line asks for maintenance.</summary>
    public static bool IsIn(string[] args) => args is ["projections" or "db", ..];

    /// <summary>Runs the command on the configured database, or on that of the service of this data directory. No key of users is needed.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 1 when something differs.</returns>
    /// <exception cref="StartupException">The command line is not understood, or no database is named.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddSettingsBesideTheProgram();
        builder.AddCheckedSettings();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var database = await EmbeddedDatabase.StartOrJoinAsync(builder);
        builder.AddTelemetry();
        builder.Services.AddChatStorage(builder.Configuration.GetConnectionString("Chat")!);
        await using var host = builder.Build();
        // The host is not started; what it counts is sent all the same, and the rest when it ends.
        host.Services.GetService<TelemetryExport>()?.Start();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return await RunAsync(args, host.Services, Console.Out, stop.Token);
    }

    /// <summary>Runs the command and says what it did.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="services">With the store, not started.</param>
    /// <param name="output">Progress and summary.</param>
    /// <param name="token">Ends it; what was done stays done.</param>
    /// <returns>The exit code: 1 when something differs.</returns>
    /// <exception cref="StartupException">The command line is not understood.</exception>
    public static Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, CancellationToken token)
    {
        var projections = new ProjectionMaintenance(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<EveryTenant>(), output);
        return args switch
        {
            ["projections", "rebuild", .. var rest] => ZeroAsync(projections.RebuildAsync(User(rest), token)),
            ["projections", "verify", .. var rest] => OneIfAnyAsync(projections.VerifyAsync(User(rest), token)),
            ["db", "apply"] => ApplyAsync(services, output, token),
            ["db", "assert"] => AssertAsync(services, output, token),
            ["db", "protect"] => ProtectAsync(services, output, token),
            ["db", "unprotect"] => UnprotectAsync(services, output, token),
            _ => throw new StartupException(Usage),
        };
    }

    private static string? User(string[] rest) => rest switch
    {
        [] => null,
        ["--user", var user] when user.Length > 0 => user,
        _ => throw new StartupException(Usage),
    };

    private static async Task<int> ZeroAsync(Task<long> work)
    {
        await work;
        return 0;
    }

    private static async Task<int> OneIfAnyAsync(Task<long> differences) => await differences == 0 ? 0 : 1;

    private static async Task<int> ApplyAsync(IServiceProvider services, TextWriter output, CancellationToken token)
    {
        var applied = await services.GetRequiredService<SchemaUpdate>().ApplyAsync(token);
        foreach (var change in applied)
            await output.WriteLineAsync($"applied {change.Number} {change.Name}");
        await output.WriteLineAsync("the schema is that of this version");
        return 0;
    }

    private static async Task<int> ProtectAsync(IServiceProvider services, TextWriter output, CancellationToken token)
    {
        foreach (var table in await services.GetRequiredService<RowSecurity>().ProtectAsync(token))
            await output.WriteLineAsync($"protected {table}");
        await output.WriteLineAsync("every table of users has row-level security");
        return 0;
    }

    private static async Task<int> UnprotectAsync(IServiceProvider services, TextWriter output, CancellationToken token)
    {
        foreach (var table in await services.GetRequiredService<RowSecurity>().UnprotectAsync(token))
            await output.WriteLineAsync($"unprotected {table}");
        await output.WriteLineAsync("no table of users has row-level security");
        return 0;
    }

    private static async Task<int> AssertAsync(IServiceProvider services, TextWriter output, CancellationToken token)
    {
        var differences = await SchemaListing.DifferencesAsync(services.GetRequiredService<NpgsqlDataSource>(), token);
        foreach (var difference in differences)
            await output.WriteLineAsync(difference);
        await output.WriteLineAsync(differences.Count == 0 ? "the schema is that of this version" : $"{differences.Count} differences; db apply brings what is missing, db protect the policies");
        return differences.Count == 0 ? 0 : 1;
    }
}
