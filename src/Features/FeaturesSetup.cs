using System.Text.Json;
using Chat.Features.Messages;
using Chat.Features.Messages.InterruptDrafts;
using Chat.Features.Sessions;
using Chat.Features.Sessions.PurgeSessions;
using Chat.Features.Shared.Answers;
using Chat.Features.Shared.Changes;
using Chat.Features.Shared.Idempotency;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Preconditions;
using Chat.Features.Shared.Users;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Features;

/// <summary>Registers the slices. The host adds what they stand on: <c>ChatOptions</c>, the document store, authentication.</summary>
public static class FeaturesSetup
{
    /// <summary>The Carter modules, one per endpoint.</summary>
    public static Type[] EndpointModules { get; } =
        [.. typeof(FeaturesSetup).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(ICarterModule)))];

    /// <summary>Registers requests with their pipeline, validators and handlers, and the background job.</summary>
    public static IServiceCollection AddChatFeatures(this IServiceCollection services)
    {
        // Errors name fields as clients do.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        ValidatorOptions.Global.DisplayNameResolver = ValidatorOptions.Global.PropertyNameResolver;

        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<CurrentUser>();
        services.AddScoped<IdempotentCall>();
        services.AddScoped<Precondition>();
        services.AddSingleton<IdempotentAnswers>();
        services.AddSingleton<ExpiredAnswers>();
        services.AddSingleton<CommandRetries>();
        services.AddSingleton<StreamStamps>();
        services.AddSingleton<KeptAnswers>();
        services.AddSingleton<CheckedAnswers>();
        services.AddSingleton<UserGate>();
        services.AddSingleton<UserChanges>();
        services.AddScoped<CallDeadline>();
        services.AddMediator(typeof(RequestPipeline<,>));
        services.AddValidatorsFromAssembly(typeof(FeaturesSetup).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);

        services.AddScoped<UserStream>();
        services.AddScoped<ActiveSessions>();
        services.AddSingleton<MessageIds>();
        services.AddScoped<UserMessages>();
        services.AddScoped<MessagePosting>();
        services.AddSingleton<DueUsers>();
        services.AddHostedService<PurgeWorker>();
        services.AddHostedService<DraftWorker>();
        return services;
    }
}
