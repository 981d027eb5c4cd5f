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
        // Transient, since middlewares replace the call.
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
            typeof(IdempotencyBehavior<,>), // commands, inside the commit, which stores the answer
        ]);
    }
}
