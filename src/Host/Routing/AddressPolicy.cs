using Microsoft.AspNetCore.Routing.Matching;

namespace Chat.Host.Routing;

/// <summary>
/// Matches the path before the method: an address has the methods of its most specific route only. <c>…/events</c> has none of
/// <c>…/{session_id}</c>. Other methods are a 405, which needs no token where the address needs none.
/// </summary>
internal sealed class AddressPolicy : MatcherPolicy, INodeBuilderPolicy
{
    // Before the framework's policy of methods, which has -1000.
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => MethodsOf(endpoint).Count > 0);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
    {
        var routes = endpoints.OfType<RouteEndpoint>().GroupBy(route => route.RoutePattern.InboundPrecedence).MinBy(group => group.Key)!.ToList();
        string[] methods = [.. routes.SelectMany(MethodsOf).Distinct(StringComparer.OrdinalIgnoreCase)];
        var isAnonymous = routes.TrueForAll(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null);
        return [new PolicyNodeEdge(methods, routes), new PolicyNodeEdge("other methods", [Refusal(methods, isAnonymous)])];
    }

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
    {
        var known = edges.Single(edge => edge.State is string[]);
        return new Methods((string[])known.State, known.Destination, edges.Single(edge => edge.State is string).Destination);
    }

    private static IReadOnlyList<string> MethodsOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static Endpoint Refusal(string[] methods, bool isAnonymous)
    {
        var allowed = string.Join(", ", (methods.Contains(HttpMethods.Get) ? methods.Union([HttpMethods.Head]) : methods).Order(StringComparer.Ordinal));
        var metadata = isAnonymous ? new EndpointMetadataCollection(new AllowAnonymousAttribute()) : EndpointMetadataCollection.Empty;
        return new Endpoint(call => call.RefuseMethod(allowed), metadata, "405 Method Not Allowed");
    }

    private sealed class Methods(string[] known, int destination, int other) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext)
        {
            foreach (var method in known)
            {
                if (HttpMethods.Equals(httpContext.Request.Method, method))
                    return destination;
            }
            return other;
        }
    }
}
