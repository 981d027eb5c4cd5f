using Chat.Features.Messages;
using Chat.Features.Sessions;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Users;
using Chat.Features.Statistics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
#if FULL
using JasperFx;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Weasel.Core;
using Weasel.Postgresql;
#endif

namespace Chat.Host.Storage;

/// <summary>The one registration of the store, for both package sets.</summary>
internal static class StorageSetup
{
    /// <summary>Registers the connection pool, the store and its sessions; the schema is applied when the host starts.</summary>
    public static void AddChatStorage(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => Pool(connectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.AddMarten(provider => Configure(provider.GetRequiredService<NpgsqlDataSource>()))
            .BuildSessionsWith<UserSessionFactory>(ServiceLifetime.Scoped);
        services.TryAddScoped<CurrentUser>();
        services.AddSingleton<SchemaUpdate>();
        services.AddHostedService(provider => provider.GetRequiredService<SchemaUpdate>());
    }

    private static NpgsqlDataSource Pool(string connectionString, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "chat",
            // Every statement of the service is one of a few dozen texts: prepare them all, from their second use.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Sessions change no state of a connection, so there is nothing to reset before its next use.
            NoResetOnClose = true,
            IncludeFailedBatchedCommand = true,
        };
        // What the connection string names stays as it is; these are the defaults of the service.
        if (!settings.ShouldSerialize("Timeout"))
            settings.Timeout = 4;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = 40;
        if (!settings.ShouldSerialize("Keepalive"))
            settings.KeepAlive = 30;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).Build();
    }

    private static StoreOptions Configure(NpgsqlDataSource pool)
    {
        var options = new StoreOptions { AutoCreateSchemaObjects = AutoCreate.CreateOnly, CommandTimeout = 4 };
        options.Connection(pool);
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.SnakeCase, ChatJson.Configure);
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.MapEventType<SessionCreated>("session_created");
        options.Events.MapEventType<SessionUpdated>("session_updated");
        options.Events.MapEventType<SessionDeactivated>("session_deactivated");
        options.Events.MapEventType<SessionReactivated>("session_reactivated");
        options.Events.MapEventType<MessagePosted>("message_posted");
        options.Events.MapEventType<SessionPurged>("session_purged");
        options.Schema.For<ChatMessage>();
        options.Schema.For<PurgedSession>();
        options.Projections.Add<SessionProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<UserStatsProjection>(ProjectionLifecycle.Inline);
        options.Storage.ExtendedSchemaObjects.Add(new Sequence(new PostgresqlObjectName("public", ChatSession.IdSequence), 1));
        return options;
    }
}
