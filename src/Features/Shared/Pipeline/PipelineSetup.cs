using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Features.Shared.Pipeline;

internal static class PipelineSetup
{
    internal static void AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<UserGate>();
        services.AddSingleton<CommandRetries>();
        services.AddScoped<CallDeadline>();
        services.TryAddScoped<CallScope>();
        // What of a call most handlers need. Transient: a middleware may replace the call by one that carries more.
        services.AddTransient(provider => provider.GetRequiredService<CallScope>().Call.User);
        services.AddTransient(provider => provider.GetRequiredService<CallScope>().Call.Precondition);
        services.AddMediator(
        [
            typeof(TracingBehavior<,>),
            typeof(ValidationBehavior<,>),
            typeof(ConcurrencyBehavior<,>), // commands
            typeof(DeadlineBehavior<,>),
            typeof(RetryBehavior<,>), // commands
            typeof(CommitBehavior<,>), // commands
            typeof(IdempotencyBehavior<,>), // commands; inside of the commit, which stores the answer with what the command did
        ]);
    }
}
