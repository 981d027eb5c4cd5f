using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.EntityTags;

/// <summary>A 200 with an <c>ETag</c>; a GET whose client has that state already, as <c>If-None-Match</c> says, gets a 304 without a body.</summary>
/// <typeparam name="T">What the body holds.</typeparam>
/// <param name="body">The body.</param>
/// <param name="entityTag">Its state; null for none.</param>
/// <param name="location">The address of what was created; null when nothing was.</param>
internal sealed class OkWithETag<T>(T body, string? entityTag, string? location = null) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (location is not null)
            httpContext.Response.Headers.Location = location;
        if (!httpContext.SetETag(entityTag) || !HttpMethods.IsGet(httpContext.Request.Method))
            return TypedResults.Ok(body).ExecuteAsync(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new EntityTagged());
    }
}
