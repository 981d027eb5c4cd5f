using Chat.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Architecture.Tests;

public sealed class EndpointTests : IAsyncLifetime
{
    /// <summary>The only paths that need no token.</summary>
    private static readonly string[] Anonymous = ["/health/live", "/health/ready", "/openapi/v1.json"];

    private readonly WebApplication _app = ChatHost.Build([], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["JWT_SECRET_KEY"] = Tokens.Key,
        ["ConnectionStrings:Chat"] = "Host=nowhere",
    }));

    [Fact]
    public void Every_endpoint_but_those_of_the_list_requires_a_user()
    {
        var endpoints = ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count(IsOfTheApi).ShouldBeGreaterThanOrEqualTo(8);

        endpoints.Where(IsAnonymous).Select(Path).ShouldBe(Anonymous, ignoreOrder: true);
        endpoints.Where(endpoint => IsOfTheApi(endpoint) && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_requires_a_user_all_the_same()
    {
        var fallback = await _app.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();

        fallback.ShouldNotBeNull().Requirements.OfType<DenyAnonymousAuthorizationRequirement>().ShouldNotBeEmpty();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static bool IsOfTheApi(RouteEndpoint endpoint) => Path(endpoint).StartsWith("/api/", StringComparison.Ordinal);

    private static bool IsAnonymous(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
