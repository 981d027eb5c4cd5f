namespace Chat.Features.Shared.Pipeline;

/// <summary>The registration that later versions of MediatR have built in.</summary>
internal static class MediatRAdapter
{
    /// <summary>Registers the mediator, all handlers, and the behaviors, the first outermost.</summary>
    internal static void AddMediator(this IServiceCollection services, IEnumerable<Type> behaviors)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService!);
        services.AddTransient<IMediator, Mediator>();
        // Generic constraints select the requests of each behavior.
        foreach (var behavior in behaviors)
            services.AddTransient(typeof(IPipelineBehavior<,>), behavior);
        var handlers =
            from type in typeof(MediatRAdapter).Assembly.GetTypes()
            where type is { IsAbstract: false, IsGenericTypeDefinition: false }
            from service in type.GetInterfaces()
            where service.IsGenericType && service.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            select (service, type);
        foreach (var (service, type) in handlers)
            services.AddTransient(service, type);
    }
}

/// <summary>A behavior with the parameter order of later versions of MediatR.</summary>
internal abstract class PipelineBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public abstract Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Handle(request, next, cancellationToken);
}
