using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Features;

/// <summary>Registers all areas and their slices. The host adds <c>ChatOptions</c>, the document store and authentication.</summary>
public static class FeaturesSetup
{
    private static readonly Type[] Types = typeof(FeaturesSetup).Assembly.GetTypes();

    private static readonly Feature[] All =
        [.. Types.Where(type => type.IsAssignableTo(typeof(Feature)) && !type.IsAbstract).Select(type => (Feature)Activator.CreateInstance(type)!)];

    /// <summary>The Carter modules, one per endpoint.</summary>
    public static Type[] EndpointModules { get; } = [.. Types.Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(ICarterModule)))];

    /// <summary>The types of events by their stored names.</summary>
    public static IReadOnlyDictionary<string, Type> Events { get; } =
        All.SelectMany(feature => feature.Events).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    /// <summary>The tables of all documents.</summary>
    public static IReadOnlyCollection<DocumentTable> Documents { get; } = [.. All.SelectMany(feature => feature.Documents)];

    /// <summary>Declares documents, events and projections to the store.</summary>
    public static void AddChatFeatures(this StoreOptions store)
    {
        foreach (var (name, type) in Events)
            store.Events.MapEventType(type, name);
        foreach (var document in Documents)
            document.DeclareTo(store);
        foreach (var feature in All)
            feature.ConfigureStore(store);
    }

    /// <summary>Adds to the OpenAPI document what the features know of their headers.</summary>
    public static void AddChatFeatures(this OpenApiOptions document)
    {
        document.AddOperationTransformer<IdempotencyOpenApi>();
        document.AddOperationTransformer<EntityTagsOpenApi>();
    }

    /// <summary>Registers requests with their pipeline, validators and handlers, and what the areas need.</summary>
    public static void AddChatFeatures(this IServiceCollection services)
    {
        // Errors name fields in snake_case.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        ValidatorOptions.Global.DisplayNameResolver = ValidatorOptions.Global.PropertyNameResolver;

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<UserChanges>();
        services.AddCaching();
        services.AddPipeline();
        // For slices without a validator.
        services.AddSingleton(typeof(IValidator<>), typeof(RequestValidator<>));
        services.AddValidatorsFromAssembly(typeof(FeaturesSetup).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        foreach (var feature in All)
            feature.AddServices(services);
    }
}
