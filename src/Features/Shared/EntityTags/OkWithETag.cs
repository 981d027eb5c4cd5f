using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.EntityTags;

/// <summary>A 200 with <c>ETag</c> and <c>Location</c>, each unless null; a 304 to a read whose <c>If-None-Match</c> holds the tag.</summary>
internal sealed class OkWithETag<T>(T body, string? entityTag, string? location = null) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (location is not null)
            httpContext.SetLocation(location);
        if (!httpContext.SetETag(entityTag))
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
