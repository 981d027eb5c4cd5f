using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.Endpoints;

/// <summary>A request that ASP.NET Core binds from the JSON of the body, and from the path what has <c>[FromRoute]</c>.</summary>
/// <typeparam name="TSelf">The request.</typeparam>
public interface IFromBody<TSelf> : IBindableFromHttpContext<TSelf>, IEndpointParameterMetadataProvider where TSelf : class, IFromBody<TSelf>
{
    /// <summary>What a call without a body means; null where it must have one.</summary>
    static virtual TSelf? WithoutBody => null;

    static ValueTask<TSelf?> IBindableFromHttpContext<TSelf>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        BodyBinder<TSelf>.BindAsync(context, TSelf.WithoutBody);

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.AddParameters(BodyBinder<TSelf>.Parameters);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(TSelf), isOptional: TSelf.WithoutBody is not null));
        builder.AddProblem(StatusCodes.Status413PayloadTooLarge);
        builder.AddProblem(StatusCodes.Status415UnsupportedMediaType);
    }
}
