using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Chat.Host.Mcp;

/// <summary>Serves the tools of the Model Context Protocol at <c>/mcp</c>; <c>CHAT_MCP=false</c> turns it off.</summary>
internal static class McpSetup
{
    public const string Path = "/mcp";

    private const string Instructions =
        "Chat stores the conversations of a user with AI agents: sessions, and in each session messages in order. "
        + "Find a session with list_sessions or search_messages, read it with get_context, and add to it with post_message. "
        + "An error has a detail, which is one sentence, and errors by argument; correct the call by them. After status 503 repeat the same call, with the same idempotency_key.";

    public static void AddMcp(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
            return;
        builder.Services.AddSingleton<ChatTools>();
        builder.Services.AddOptions<McpServerOptions>().Configure<ChatTools>((server, tools) =>
        {
            server.ServerInfo = new Implementation { Name = "chat", Title = "Chat", Version = typeof(McpSetup).Assembly.GetName().Version!.ToString(3) };
            server.ServerInstructions = Instructions;
            server.ToolCollection = [.. tools.All];
        });
        builder.Services.AddMcpServer()
            .WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless)
            .WithMessageFilters(filters => filters.AddIncomingFilter(McpFaults.Explain));
    }

    /// <summary>With the rights, limits and errors of the API. It is no operation of the API, so the OpenAPI document does not name it.</summary>
    public static void MapMcp(this WebApplication app)
    {
        if (!IsOn(app.Configuration))
            return;
        // The example is for tests that call every endpoint.
        app.MapMcp(Path)
            .RequireAuthorization()
            .WithMetadata(new AgentsMayCall(), new RequestExample("A new session", """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "create_session", "arguments": {"title": "My session", "idempotency_key": "1"}}}
                """))
            .WithName("Mcp")
            .ExcludeFromDescription()
            .AddEndpointFilter(new McpCall());
    }

    private static bool IsOn(IConfiguration configuration) => configuration.GetValue("Chat:Mcp", defaultValue: true);
}
