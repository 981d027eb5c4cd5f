using Chat.Features.Drafts.InterruptDrafts;

namespace Chat.Features.Drafts;

/// <summary>Messages that grow by appends until they are finished, aborted or timed out.</summary>
internal sealed class DraftsFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents =>
    [
        DocumentTable.Of<MessageDraft>(text: new() { MessageColumn = "id", OfSessions = "session_id = any(@sessions)" }),
        DocumentTable.Of<MessageDelta>(text: new(nameof(MessageDelta.Text)) { MessageColumn = "message_id" }),
    ];

    public override void AddServices(IServiceCollection services) => services.AddHostedService<DraftWorker>();
}

internal static class DraftRoutes
{
    internal static RouteGroupBuilder MapDrafts(this IEndpointRouteBuilder app) =>
        app.MapArea("Messages", "/chat-sessions/{session_id}/messages/{message_id}").ForAgentsToo();
}
