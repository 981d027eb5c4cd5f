using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Shared.Endpoints;

/// <summary>
/// A request bound from path and query, each constructor parameter by its name in <c>snake_case</c>. Ids in the path have
/// <c>[FromRoute]</c>, the others a <c>[Description]</c> and bounds.
/// </summary>
/// <remarks>Not <c>[AsParameters]</c>: its errors name no parameter, and it joins repeated texts (ADR 19).</remarks>
public interface IFromUrl<TSelf> : IBindableFromHttpContext<TSelf>, IEndpointParameterMetadataProvider where TSelf : class, IFromUrl<TSelf>
{
    static ValueTask<TSelf?> IBindableFromHttpContext<TSelf>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<TSelf?>(context.GetEndpoint()!.Metadata.GetRequiredMetadata<UrlBinder<TSelf>>().Bind(context));

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        var binder = new UrlBinder<TSelf>(((RouteEndpointBuilder)builder).RoutePattern, builder.ApplicationServices);
        builder.Metadata.Add(binder);
        builder.AddParameters(binder.Parameters);
    }
}
