using Chat.Host.Live;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weasel.Core;

namespace Chat.Host.Storage;

internal static class StorageSetup
{
    public static void AddChatStorage(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new ConnectionPool(connectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<ConnectionPool>().Connections);
        // A standby may be behind: its versions can't validate cached responses.
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

    public static StoreOptions Configure(NpgsqlDataSource pool)
    {
        var options = new StoreOptions
        {
            AutoCreateSchemaObjects = AutoCreate.None, // SchemaUpdate applies the schema at start.
            CommandTimeout = ConnectionPool.CommandTimeout,
        };
        options.Connection(pool);
        // The pipeline retries (CommandRetries): it knows which commands may be repeated and the time left.
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
