namespace Chat.Host.Maintenance;

/// <summary><c>projections rebuild|verify [--user ID]</c>; the service may run meanwhile.</summary>
[Description("Rebuilds the documents of projections from the events, or verifies them; exits 1 on a difference", Name = "projections")]
internal sealed class ProjectionsCommand : LaunchedCommand<ProjectionsInput>
{
    public ProjectionsCommand() => Usage("Rebuild or verify all users, or one").Arguments(input => input.Action);

    protected override async Task<bool> RunAsync(ProjectionsInput input)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        await using var host = await CommandLine.StartAsync();
        return await RunAsync(input, host.App.Services, Console.Out, stop.Token);
    }

    /// <returns>False when a document differs.</returns>
    /// <exception cref="StartupException">The action is unknown, or the user is no id.</exception>
    internal static async Task<bool> RunAsync(ProjectionsInput input, IServiceProvider services, TextWriter output, CancellationToken token)
    {
        var user = input.UserFlag is { } named ? Subject.Named(named) : null;
        var projections = new ProjectionMaintenance(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<CrossTenantQueries>(), output);
        switch (input.Action)
        {
            case "verify":
                return await projections.VerifyAsync(user, token) == 0;
            case "rebuild":
                await projections.RebuildAsync(user, token);
                return true;
            default:
                throw new StartupException("usage: projections rebuild|verify [--user ID]");
        }
    }
}

internal sealed class ProjectionsInput
{
    [Description("rebuild or verify")]
    public string Action { get; set; } = "";

    [Description("Only this user")]
    public string? UserFlag { get; set; }
}
