// Stands for Carter.CarterExtensions of Carter 10: AddCarter and MapCarter. Left out: the assembly catalog, and the
// CarterModule base class with its route prefixes, filters and conventions. Call AddCarter with `configurator:` by name.

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Carter;

/// <summary>Registers modules and maps their endpoints.</summary>
public static class CarterExtensions
{
    /// <summary>Registers the modules that the configurator names, as singletons.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configurator">Names the modules.</param>
    public static IServiceCollection AddCarter(this IServiceCollection services, Action<CarterConfigurator> configurator)
    {
        var configuration = new CarterConfigurator();
        configurator(configuration);
        foreach (var module in configuration.ModuleTypes)
            services.AddSingleton(typeof(ICarterModule), module);
        return services;
    }

    /// <summary>Maps the endpoints of every registered module.</summary>
    /// <param name="builder">Where to map them.</param>
    public static IEndpointRouteBuilder MapCarter(this IEndpointRouteBuilder builder)
    {
        foreach (var module in builder.ServiceProvider.GetServices<ICarterModule>())
            module.AddRoutes(builder);
        return builder;
    }
}
