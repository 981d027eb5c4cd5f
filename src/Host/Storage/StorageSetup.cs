using Chat.Host.Live;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weasel.Core;

namespace Chat.Host.Storage;

/// <summary>The one registration of the store.</summary>
internal static class StorageSetup
{
    /// <summary>Registers the connection pool, the store and its sessions; the schema is applied when the host starts.</summary>
    public static void AddChatStorage(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new ConnectionPool(connectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<ConnectionPool>().Connections);
        // What one server says of a user's version is nothing to hold an answer of another against.
        services.AddOptions<ChatOptions>().PostConfigure<ConnectionPool>((chat, pool) => chat.ReadCacheMb = pool.MayMeetStandby ? 0 : chat.ReadCacheMb);
        services.AddMarten(provider => Configure(provider.GetRequiredService<NpgsqlDataSource>()))
            .BuildSessionsWith<UserSessionFactory>(ServiceLifetime.Scoped);
        services.TryAddScoped<CallScope>();
        services.AddSingleton<CrossTenantQueries>();
        services.AddSingleton<RowSecurity>();
        services.AddSingleton<Takeover>();
        services.AddSingleton<SchemaUpdate>();
        services.AddHostedService(provider => provider.GetRequiredService<SchemaUpdate>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<StorageWatch>(provider, connectionString));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ChangeRelay>(provider, connectionString));
    }

    /// <summary>What the store keeps, and how.</summary>
    public static StoreOptions Configure(NpgsqlDataSource pool)
    {
        var options = new StoreOptions
        {
            // The schema is applied at start, under a lock (SchemaUpdate): a call never looks at it.
            AutoCreateSchemaObjects = AutoCreate.None,
            // Longer than a call has: its deadline ends a statement without taking a thread for it, this does not.
            CommandTimeout = 5,
        };
        options.Connection(pool);
        // The pipeline owns retries (CommandRetries): it knows which command may be sent again, and how much time is left.
        options.ConfigurePolly(_ => { });
        options.ConfigureWritePolly(_ => { });
        options.Logger(new StoreLogger());
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.SnakeCase, ChatJson.Configure);
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.AddChatFeatures();
        options.Storage.Add(new UserTables(options.Advanced.Migrator));
        return options;
    }
}
