namespace Chat.Features.Messages;

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
    internal static RouteGroupBuilder MapMessages(this IEndpointRouteBuilder app) => app.MapMessagesOfUsers().ForAgentsToo();

    /// <summary>For calls that agents may not make.</summary>
    internal static RouteGroupBuilder MapMessagesOfUsers(this IEndpointRouteBuilder app) => app.MapArea("Messages", "/chat-sessions/{session_id}");
}
