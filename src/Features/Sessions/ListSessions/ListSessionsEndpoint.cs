namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var limits = app.ServiceProvider.GetRequiredService<IOptions<ChatOptions>>().Value;
        app.MapSessions().MapGet("/chat-sessions", HandleAsync)
            .WithName("ListSessions")
            .WithSummary("Lists the user's sessions")
            .WithDescription("Newest last message first. Filters combine with AND.")
            .WithQuery(
                new QueryParameter("page", typeof(long), "The page.") { Default = 1, Minimum = 1, Maximum = PagingRules.LastPage },
                new QueryParameter("page_size", typeof(int), "Most sessions on a page.")
                {
                    Default = limits.DefaultPageSize,
                    Minimum = 1,
                    Maximum = limits.MaxPageSize,
                },
                new QueryParameter("agent_type", typeof(string), "Only sessions of this agent type.") { Words = Wire.Names<AgentType>() },
                new QueryParameter("is_active", typeof(bool), "Only active or only inactive sessions; both when absent."),
                new QueryParameter("search", typeof(string), "A text within the title, without regard to case."))
            .CacheOutput(StreamStampPolicy.Name)
            .Produces<ListSessionsResponse>()
            .ForAgentsToo();
    }

    private static Task<JsonPage> HandleAsync(HttpRequest request, IMediator mediator, IOptions<ChatOptions> options, CancellationToken token)
    {
        var query = new QueryReader(request.Query);
        return mediator.Send(
            new ListSessionsQuery(
                query.Number("page", 1),
                query.Number("page_size", options.Value.DefaultPageSize),
                query.Word<AgentType>("agent_type"),
                query.Flag("is_active"),
                query.Text("search")),
            token);
    }
}
