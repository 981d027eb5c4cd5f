using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Features.Shared.Pipeline;

/// <summary>What MediatR 5 leaves to us and later versions do themselves: its registration, and the order of a behavior's parameters.</summary>
internal static class MediatRAdapter
{
    /// <summary>Registers the mediator, every handler of this assembly, and one behavior around all of them.</summary>
    internal static IServiceCollection AddMediator(this IServiceCollection services, Type pipeline)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService!);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient(typeof(IPipelineBehavior<,>), pipeline);
        var handlers =
            from type in typeof(MediatRAdapter).Assembly.GetTypes()
            where type is { IsAbstract: false, IsGenericTypeDefinition: false }
            from service in type.GetInterfaces()
            where service.IsGenericType && service.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            select (service, type);
        foreach (var (service, type) in handlers)
            services.AddTransient(service, type);
        return services;
    }
}

/// <summary>A behavior whose one method has the parameters of later versions.</summary>
internal abstract class PipelineBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public abstract Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Handle(request, next, cancellationToken);
}
