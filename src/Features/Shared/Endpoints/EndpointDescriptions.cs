namespace Chat.Features.Shared.Endpoints;

/// <summary>What all endpoints say about themselves.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Requires a user, and declares the errors that any call may be answered with.</summary>
    internal static RouteGroupBuilder ForUsers(this RouteGroupBuilder routes)
    {
        int[] problems =
        [
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status429TooManyRequests,
            StatusCodes.Status500InternalServerError,
            StatusCodes.Status503ServiceUnavailable,
        ];
        foreach (var status in problems)
            routes.ProducesProblem(status);
        return routes.RequireAuthorization();
    }

    /// <summary>Lets agents call it as well, for the user whom they name.</summary>
    internal static TBuilder ForAgentsToo<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new AgentsMayCall());

    /// <summary>Declares that its answers have an entity tag.</summary>
    internal static RouteHandlerBuilder WithEntityTag(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new EntityTagged());

    /// <summary>Declares a JSON body, with examples, and the errors of bodies.</summary>
    internal static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder endpoint, params RequestExample[] examples) where T : notnull =>
        endpoint.WithBody<T>(isOptional: false, examples);

    /// <summary>The same for a body that may be left out.</summary>
    internal static RouteHandlerBuilder WithOptionalJsonBody<T>(this RouteHandlerBuilder endpoint, params RequestExample[] examples) where T : notnull =>
        endpoint.WithBody<T>(isOptional: true, examples);

    /// <summary>Declares that a success names the address of what was created.</summary>
    internal static RouteHandlerBuilder WithLocation(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new CreatedLocation());

    /// <summary>Declares query parameters.</summary>
    internal static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.WithMetadata([.. parameters]);

    private static RouteHandlerBuilder WithBody<T>(this RouteHandlerBuilder endpoint, bool isOptional, RequestExample[] examples) where T : notnull
    {
        endpoint.Accepts<T>(isOptional, "application/json").WithMetadata([.. examples]);
        return endpoint
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }
}
