namespace Chat.Features.Shared.Pipeline;

/// <summary>What MediatR 5 leaves to us and later versions do themselves: its registration, and the order of a behavior's parameters.</summary>
internal static class MediatRAdapter
{
    /// <summary>Registers the mediator, every handler of this assembly, and the behaviors around them, the first outermost.</summary>
    internal static void AddMediator(this IServiceCollection services, IEnumerable<Type> behaviors)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService!);
        services.AddTransient<IMediator, Mediator>();
        // Each where its constraints allow it: some are for commands alone, some for queries.
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

/// <summary>A behavior whose one method has the parameters of later versions.</summary>
internal abstract class PipelineBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public abstract Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Handle(request, next, cancellationToken);
}
