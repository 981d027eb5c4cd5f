namespace Chat.Features.Messages;

/// <summary>Messages, with the versions that edits leave behind.</summary>
internal sealed class MessagesFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents => [DocumentTable.Of<ChatMessage>(), DocumentTable.Of<MessageRevision>()];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<MessageIds>();
        services.AddScoped<UserMessages>();
    }
}

internal static class MessageRoutes
{
    /// <summary>The routes of a session's messages, below the session's address.</summary>
    internal static RouteGroupBuilder MapMessages(this IEndpointRouteBuilder app) =>
        app.MapArea("Messages", "/chat-sessions/{session_id}").ForAgentsToo();
}
