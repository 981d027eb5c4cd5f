using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Features.Shared.Pipeline;

/// <summary>All that differs between MediatR 12, of the full package set, and MediatR 5, of the lean one.</summary>
internal static class MediatRAdapter
{
    /// <summary>Registers the mediator, every handler of this assembly, and one behavior around all of them.</summary>
    internal static IServiceCollection AddMediator(this IServiceCollection services, Type pipeline)
    {
#if FULL
        return services.AddMediatR(mediator => mediator
            .RegisterServicesFromAssembly(typeof(MediatRAdapter).Assembly)
            .AddOpenBehavior(pipeline));
#else
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
#endif
    }
}

/// <summary>A behavior whose one method has the parameters of MediatR 12.</summary>
internal abstract class PipelineBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public abstract Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);

#if !FULL
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Handle(request, next, cancellationToken);
#endif
}
