namespace Features.Tests.Messages;

/// <summary>Calls that agents make in a loop.</summary>
internal static class LoopCalls
{
    public static string Batch(long session) => Calls.Messages(session) + "/batch";

    public static Task<ApiAnswer> PostBatchAsync(this ApiClient user, long session, IEnumerable<object> messages) =>
        user.PostAsync(Batch(session), new { messages = messages.ToList() });

    public static Task<ApiAnswer> ContextAsync(this ApiClient user, long session, long maxTokens) =>
        user.GetAsync($"{Calls.Path(session)}/context?max_tokens={maxTokens}");

    /// <summary>A GET of an unrestricted agent for a user.</summary>
    public static Task<ApiAnswer> GetAsAgentAsync(this ChatServer server, string user, string path) =>
        server.WithToken(AgentToken()).SendAsync(HttpMethod.Get, path, change: request => request.Headers.Add("On-Behalf-Of", user));

    public static Task<ApiAnswer> PostAsAgentAsync(this ChatServer server, string user, string path, string body, params string[] types) => server.WithToken(AgentToken(types))
        .SendAsync(HttpMethod.Post, path, new StringContent(body, null, "application/json"), request => request.Headers.Add("On-Behalf-Of", user));

    private static string AgentToken(params string[] types)
    {
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = "agent-7", ["exp"] = Tokens.InSeconds(600), ["roles"] = "agent" };
        if (types.Length > 0)
            claims["agent_types"] = types;
        return Tokens.Mint(claims);
    }
}
