using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Chat.Host.Authentication;

internal static class AuthenticationSetup
{
    public static void AddBearerAuthentication(this WebApplicationBuilder builder)
    {
        var settings = BearerSettings.From(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<TokenIssuer>();
        builder.Services.AddSingleton<AuthorityKeys>();
        builder.Services.AddSingleton<KnownTokens>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>((bearer, services) =>
        {
            bearer.MapInboundClaims = false;
            bearer.IncludeErrorDetails = false; // BearerChallenge tells less.
            bearer.SaveToken = false;
            bearer.TokenValidationParameters = settings.Checks();
            bearer.Authority = null; // AuthorityKeys fetches the keys.
            bearer.ConfigurationManager = settings.Metadata is null ? null : services.GetRequiredService<AuthorityKeys>();
            bearer.Events = new JwtBearerEvents { OnTokenValidated = IdentifyTheCaller, OnChallenge = BearerChallenge.AnswerAsync };
            if (settings.Key is not null)
                bearer.Events.OnMessageReceived = RecogniseTheCaller;
        });
        KeepNoCookieKeys(builder.Services);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void UseBearerAuthentication(this WebApplication app)
    {
        if (app.Services.GetRequiredService<BearerSettings>().Metadata is not null)
            app.Use(WithAuthorityKeys);
        app.UseAuthentication();
    }

    /// <summary>Removes data protection, which would write keys to the home folder and warn. The service has no cookies.</summary>
    private static void KeepNoCookieKeys(IServiceCollection services)
    {
        var preparing = services.Where(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly);
        foreach (var service in preparing.ToList())
            services.Remove(service);
    }

    private static Task RecogniseTheCaller(MessageReceivedContext context)
    {
        var known = context.HttpContext.RequestServices.GetRequiredService<KnownTokens>();
        if (known.Find(context.Request.Headers.Authorization.ToString()) is { } token)
        {
            context.HttpContext.Features.Set(token.Identity);
            context.Principal = token.Principal;
            context.Success();
        }
        return Task.CompletedTask;
    }

    private static Task IdentifyTheCaller(TokenValidatedContext context)
    {
        if (context.SecurityToken is not JsonWebToken token || TokenIdentity.Read(token.EncodedPayload, new DateTimeOffset(token.ValidTo)) is not { } identity)
        {
            context.Fail("The token has no usable sub or exp.");
            return Task.CompletedTask;
        }
        var services = context.HttpContext.RequestServices;
        context.HttpContext.Features.Set(identity);
        if (services.GetRequiredService<BearerSettings>().Key is not null)
            services.GetRequiredService<KnownTokens>().Keep(context.Request.Headers.Authorization.ToString(), new(context.Principal!, identity));
        return Task.CompletedTask;
    }

    /// <summary>Answers 503 while no key is known: a 401 would make users log in again.</summary>
    private static async Task WithAuthorityKeys(HttpContext context, RequestDelegate next)
    {
        var isPublic = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!isPublic && context.Request.Headers.Authorization.Count > 0)
            await context.RequestServices.GetRequiredService<AuthorityKeys>().GetConfigurationAsync(context.RequestAborted);
        await next(context);
    }
}
