namespace Chat.Features.Shared.Endpoints;

internal static class EndpointDescriptions
{
    internal static TBuilder ForAgentsToo<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new AgentsMayCall());

    internal static void AddParameters(this EndpointBuilder endpoint, IReadOnlyList<RequestParameter> parameters)
    {
        foreach (var parameter in parameters)
            endpoint.Metadata.Add(parameter);
        if (parameters.Any(parameter => parameter.IsInPath))
            endpoint.AddProblem(StatusCodes.Status404NotFound);
    }

    internal static void AddProblem(this EndpointBuilder endpoint, int status) =>
        endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
}
