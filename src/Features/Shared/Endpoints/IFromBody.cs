using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.Endpoints;

/// <summary>A request bound from the JSON body, and its members with <c>[FromRoute]</c> from the path.</summary>
public interface IFromBody<TSelf> : IBindableFromHttpContext<TSelf>, IEndpointParameterMetadataProvider where TSelf : class, IFromBody<TSelf>
{
    /// <summary>The request of a call without a body; null when a body is required.</summary>
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
