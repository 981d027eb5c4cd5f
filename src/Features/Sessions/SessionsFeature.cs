using Chat.Features.Sessions.PurgeSessions;

namespace Chat.Features.Sessions;

/// <summary>Sessions, and the events of a user's stream.</summary>
internal sealed class SessionsFeature : Feature
{
    // The projection deletes a session's own row.
    public override IReadOnlyCollection<DocumentTable> Documents =>
    [
        DocumentTable.Of<ChatSession>(fillFactor: 80, text: new(nameof(ChatSession.Title), nameof(ChatSession.Metadata), nameof(ChatSession.SearchTitle))),
        DocumentTable.Of<PurgedSession>(),
    ];

    public override IReadOnlyDictionary<string, Type> Events { get; } = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["session_created"] = typeof(SessionCreated),
        ["session_copied"] = typeof(SessionCopied),
        ["session_updated"] = typeof(SessionUpdated),
        ["session_deactivated"] = typeof(SessionDeactivated),
        ["session_reactivated"] = typeof(SessionReactivated),
        ["message_posted"] = typeof(MessagePosted),
        ["message_edited"] = typeof(MessageEdited),
        ["message_finished"] = typeof(MessageFinished),
        ["message_interrupted"] = typeof(MessageInterrupted),
        ["message_judged"] = typeof(MessageJudged),
        ["message_deleted"] = typeof(MessageDeleted),
        ["revisions_erased"] = typeof(RevisionsErased),
        ["session_purged"] = typeof(SessionPurged),
        ["session_erased"] = typeof(SessionErased),
    };

    public override void ConfigureStore(StoreOptions store)
    {
        store.Projections.Add<SessionProjection>(ProjectionLifecycle.Inline);
        store.Storage.ExtendedSchemaObjects.Add(new Sequence(new PostgresqlObjectName("public", ChatSession.IdSequence, SchemaUtils.IdentifierUsage.General), 1));
    }

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<UserStream>();
        services.AddScoped<ActiveSessions>();
        services.AddScoped<SessionErasure>();
        services.AddHostedService<PurgeWorker>();
        services.AddHostedService<ErasureWorker>();
    }
}

internal static class SessionRoutes
{
    internal static RouteGroupBuilder MapSessions(this IEndpointRouteBuilder app) => app.MapArea("Sessions");
}
