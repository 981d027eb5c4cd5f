using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Host.Routing;

internal static class RoutingSetup
{
    public static void AddAddresses(this WebApplicationBuilder builder) =>
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, AddressPolicy>());

    /// <summary>Answers unknown addresses, and wrong methods of anonymous ones, without asking for a token: the documentation names all routes.</summary>
    public static void UseRefusalsWithoutToken(this WebApplication app) => app.Use((context, next) =>
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is RouteEndpoint)
            return next(context);
        if (endpoint is not null)
            return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? next(context) : endpoint.RequestDelegate!(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Answers 405.</summary>
    /// <param name="call">The call.</param>
    /// <param name="allowed">The methods that the address knows, separated by commas.</param>
    public static Task RefuseMethod(this HttpContext call, string allowed)
    {
        call.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        call.Response.Headers.Allow = allowed;
        return Task.CompletedTask;
    }
}
