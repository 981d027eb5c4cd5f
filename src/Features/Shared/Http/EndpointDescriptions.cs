using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chat.Features.Shared.Http;

/// <summary>What all endpoints say about themselves.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Requires a user, and declares the errors that any endpoint may answer beside those named here.</summary>
    internal static RouteHandlerBuilder ForUsers(this RouteHandlerBuilder endpoint, params int[] alsoProblems)
    {
        int[] problems =
        [
            .. alsoProblems,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status429TooManyRequests,
            StatusCodes.Status500InternalServerError,
            StatusCodes.Status503ServiceUnavailable,
        ];
        endpoint.RequireAuthorization();
        foreach (var status in problems.Order())
            endpoint.ProducesProblem(status);
        return endpoint;
    }

    /// <summary>Declares a JSON body, with examples, and the errors of bodies.</summary>
    internal static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder endpoint, params RequestExample[] examples) where T : notnull
    {
        endpoint.Accepts<T>("application/json").WithMetadata([.. examples]);
        return endpoint
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>Declares that a success names the address of what was created.</summary>
    internal static RouteHandlerBuilder WithLocation(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new CreatedLocation());

    /// <summary>Declares query parameters.</summary>
    internal static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.WithMetadata([.. parameters]);
}
