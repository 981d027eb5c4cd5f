using Chat.Features;
using Chat.Features.Shared.EntityTags;
using Chat.Features.Shared.Idempotency;
using Chat.Host.Authentication;
using Chat.Host.Errors;
using Chat.Host.Health;
using Chat.Host.Limits;
using Chat.Host.Maintenance;
using Chat.Host.OpenApi;
using Chat.Host.Security;
using Chat.Host.Storage;
using Chat.Host.Telemetry;

namespace Chat.Host;

/// <summary>Puts the service together: for the program, and for tests that want it whole, on real sockets, in their own process.</summary>
public static class ChatHost
{
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
    /// <param name="builder">From <see cref="CreateBuilder"/>.</param>
    /// <exception cref="StartupException">No database is named.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
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
        app.UseTrustedProxies();
        app.UseResponseHeaders();
        app.UseProblems();
        app.UseCallDeadlines();
        app.UseDocs();
        app.UseRouting();
        app.UseCorsOrigins();
        app.UseNotFoundForUnknownRoutes();
        app.UseBearerAuthentication();
        app.UseRateLimits();
        app.UseActingFor();
        app.UseAuthorization();
        app.UseIdempotencyKeys();
        app.UsePreconditions();
        app.MapHealth();
        app.MapOpenApiDocument();
        app.MapCarter();
        return app;
    }

    /// <summary>Both steps at once, for tests: start it, read its <c>Urls</c>, dispose it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Adds settings, services and where to listen.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) => Build(CreateBuilder(args, configure));
}
