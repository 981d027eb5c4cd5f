// Marten's AddMarten. Left out: other overloads, daemons, listeners, several stores.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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

        /// <summary>Applies the schema when the host starts.</summary>
        public MartenConfigurationExpression ApplyAllDatabaseChangesOnStartup()
        {
            _services.AddHostedService<SchemaActivator>();
            return this;
        }
    }

    private sealed class SchemaActivator(IDocumentStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
