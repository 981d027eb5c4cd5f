namespace Chat.Features.Messages;

/// <summary>Messages and their earlier versions.</summary>
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
    internal static RouteGroupBuilder MapMessages(this IEndpointRouteBuilder app) =>
        app.MapArea("Messages", "/chat-sessions/{session_id}").ForAgentsToo();
}
