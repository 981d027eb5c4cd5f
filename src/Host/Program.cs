namespace Chat.Host;

/// <summary>The entry point and the composition of the service; tests build the same service in their process.</summary>
public static class ChatHost
{
    // Runs a command (`projections`, `token`, `db-apply` …) or serves until a signal.
    internal static Task<int> Main(string[] args) =>
        Launch.RunAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(CreateBuilder(args)));

    /// <summary>Reads and checks the configuration; <c>configure</c> runs before the check. Needs no database.</summary>
    /// <exception cref="StartupException">A setting is invalid.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Reloading would watch the whole content root: 3 % of a post where others write there.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.AddSettingsBesideTheProgram();
        configure?.Invoke(builder);
        builder.AddCheckedSettings();
        builder.AddLogFormat();
        builder.AddBearerAuthentication();
        return builder;
    }

    /// <summary>Builds the service without starting it.</summary>
    /// <exception cref="StartupException">A setting is invalid, or <c>ConnectionStrings:Chat</c> is missing.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) => Build(CreateBuilder(args, configure));

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddTelemetry(); // First: what starts first stops last, after the last call.
        builder.AddKestrelLimits();
        builder.AddRateLimits();
        builder.AddTrustedProxies();
        builder.AddCorsOrigins();
        builder.AddProblems();
        builder.AddAddresses();
        builder.AddHealth();
        builder.AddOpenApiDocument();
        builder.AddMcp();
        builder.AddWeb();
        builder.Services.AddChatStorage(builder.Configuration.GetConnectionString("Chat") ?? throw new StartupException("ConnectionStrings__Chat is not set."));
        builder.Services.AddHostedService<IdleMemory>();
        builder.Services.AddChatFeatures();
        builder.Services.AddCarter(configurator: carter => carter.WithModules(FeaturesSetup.EndpointModules).WithEmptyValidators());
        builder.Services.ConfigureHttpJsonOptions(json => ChatJson.Configure(json.SerializerOptions));

        var app = builder.Build();
        app.UseTrustedProxies(); // First: all others use the caller's address and scheme.
        app.UsePathBase();
        app.UseHead();
        app.UseResponseHeaders(); // Before errors, whose responses need the headers too.
        app.UseBodyDrain(); // Before errors, whose responses need it most.
        app.UseProblems();
        app.UseCallDeadlines(); // After errors, which must not mistake a deadline for a client that disconnected.
        app.UseDocs();
        app.UseRouting();
        app.UseCorsOrigins(); // Before authentication: preflight requests have no token.
        app.UseRefusalsWithoutToken();
        app.UseBearerAuthentication();
        app.UseRateLimits(); // After authentication: only calls without a valid token count for their address.
        app.UseActingFor();
        app.UseAuthorization();
        app.UseIdempotencyKeys();
        app.UsePreconditions();
        app.UseOutputCache(); // Last: a cached response is for authorized callers, and per user.
        app.MapHealth();
        app.MapOpenApiDocument();
        app.MapMcp();
        app.MapWeb();
        app.MapCarter();
        return app;
    }

    private static async Task<int> ServeAsync(WebApplicationBuilder builder)
    {
        await using var database = await EmbeddedDatabase.StartWhereNoneIsGivenAsync(builder);
        await using var chat = Build(builder);
        chat.GreetDevelopers();
        await chat.RunAsync();
        return 0;
    }
}
