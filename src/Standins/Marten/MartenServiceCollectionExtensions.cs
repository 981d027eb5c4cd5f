// Marten's AddMarten. Left out: other overloads, schema at start, daemons, listeners, several stores.
using Microsoft.Extensions.DependencyInjection;

namespace Marten;

/// <summary>Registers a document store.</summary>
public static class MartenServiceCollectionExtensions
{
    /// <summary>Registers the store as a singleton, its sessions as scoped services.</summary>
    public static MartenConfigurationExpression AddMarten(this IServiceCollection services, Func<IServiceProvider, StoreOptions> optionSource)
    {
        services.AddSingleton<IDocumentStore>(provider => new DocumentStore(optionSource(provider)));
        services.AddScoped(provider => provider.GetRequiredService<ISessionFactory>().QuerySession());
        services.AddScoped(provider => provider.GetRequiredService<ISessionFactory>().OpenSession());
        return new MartenConfigurationExpression(services);
    }

    /// <summary>Goes on with the registration.</summary>
    public sealed class MartenConfigurationExpression
    {
        private readonly IServiceCollection _services;

        internal MartenConfigurationExpression(IServiceCollection services) => _services = services;

        /// <summary>Sets what opens sessions.</summary>
        public MartenConfigurationExpression BuildSessionsWith<T>(ServiceLifetime lifetime = ServiceLifetime.Singleton) where T : class, ISessionFactory
        {
            _services.Add(new ServiceDescriptor(typeof(ISessionFactory), typeof(T), lifetime));
            return this;
        }
    }
}
