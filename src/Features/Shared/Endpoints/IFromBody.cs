using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.Endpoints;

/// <summary>A request bound from the JSON body; members with <c>[FromRoute]</c> are ids in the path, those with <c>[FromQuery]</c> parameters of the query.</summary>
public interface IFromBody<TSelf> : IBindableFromHttpContext<TSelf>, IEndpointParameterMetadataProvider where TSelf : class, IFromBody<TSelf>
{
    private const string JsonType = "application/json", AnyType = "*/*";

    /// <summary>The request of a call without a body; null when a body is required.</summary>
    static virtual TSelf? WithoutBody => null;

    static ValueTask<TSelf?> IBindableFromHttpContext<TSelf>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        BodyBinder<TSelf>.BindAsync(context, TSelf.WithoutBody);

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.AddParameters(BodyBinder<TSelf>.Parameters);
        // Routing refuses other media types, but an empty body may be declared as anything.
        string[] types = TSelf.WithoutBody is null ? [JsonType] : [JsonType, AnyType];
        builder.Metadata.Add(new AcceptsMetadata(types, typeof(TSelf), isOptional: TSelf.WithoutBody is not null));
        builder.AddProblem(StatusCodes.Status413PayloadTooLarge);
        builder.AddProblem(StatusCodes.Status415UnsupportedMediaType);
    }
}
