namespace Chat.Features.Messages;

internal sealed class MessagesFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents =>
    [
        DocumentTable.Of<ChatMessage>(text: new(nameof(ChatMessage.Content), nameof(ChatMessage.Metadata), nameof(ChatMessage.Feedback)) { MessageColumn = "id" }),
        DocumentTable.Of<MessageRevision>(text: new(nameof(MessageRevision.Message)) { MessageColumn = "message_id" }),
    ];

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
