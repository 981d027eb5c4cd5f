namespace Chat.Host;

/// <summary>The program, and the whole composition in its order; tests build the same service in their own process.</summary>
public static class ChatHost
{
    // A command (`projections`, `token`, `db-apply` …) does its work and ends; everything else serves until a signal ends it.
    internal static Task<int> Main(string[] args) =>
        Launch.RunAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(CreateBuilder(args)));

    /// <summary>Reads the configuration and checks every setting; nothing is started, no database is needed.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Adds to it before it is checked: settings, services, where to listen.</param>
    /// <exception cref="StartupException">A setting is not what it must be.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings are read at start. Watching their files watches all of the folder that the host was started in: where others
        // write there, that was 3 % of a post.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.AddSettingsBesideTheProgram();
        configure?.Invoke(builder);
        builder.AddCheckedSettings();
        builder.AddLogFormat();
        builder.AddBearerAuthentication();
        return builder;
    }

    /// <summary>The whole service, not started yet, on the database that <c>ConnectionStrings:Chat</c> names.</summary>
    /// <exception cref="StartupException">A setting is not what it must be, or no database is named.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) => Build(CreateBuilder(args, configure));

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddTelemetry(); // First: what starts first stops last, and is there for the last call.
        builder.AddKestrelLimits();
        builder.AddRateLimits();
        builder.AddTrustedProxies();
        builder.AddCorsOrigins();
        builder.AddProblems();
        builder.AddHealth();
        builder.AddOpenApiDocument();
        builder.Services.AddChatStorage(builder.Configuration.GetConnectionString("Chat") ?? throw new StartupException("ConnectionStrings__Chat is not set."));
        builder.Services.AddHostedService<IdleMemory>();
        builder.Services.AddChatFeatures();
        builder.Services.AddCarter(configurator: carter => carter.WithModules(FeaturesSetup.EndpointModules).WithEmptyValidators());
        builder.Services.ConfigureHttpJsonOptions(json => ChatJson.Configure(json.SerializerOptions));

        var app = builder.Build();
        app.UseTrustedProxies(); // First: everything else asks for the caller's address and scheme.
        app.UseResponseHeaders(); // Outside of errors, whose answers have the headers as well.
        app.UseProblems();
        app.UseCallDeadlines(); // Inside of errors, which must not take a deadline for a client that has gone.
        app.UseDocs();
        app.UseRouting();
        app.UseCorsOrigins(); // Before authentication: browsers ask without a token.
        app.UseNotFoundForUnknownRoutes();
        app.UseBearerAuthentication();
        // Between authentication and authorization: only what comes without a valid token counts for the address, and users behind
        // the same address never pay for it.
        app.UseRateLimits();
        app.UseActingFor();
        app.UseAuthorization();
        app.UseIdempotencyKeys();
        app.UsePreconditions();
        app.UseOutputCache(); // Last: what it answers again is for those who may call, and for their user.
        app.MapHealth();
        app.MapOpenApiDocument();
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
