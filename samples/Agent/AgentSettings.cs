namespace Chat.Agent;

/// <summary>Whom the agent answers, and with what. From environment variables or arguments (<c>--user=alice</c>).</summary>
/// <param name="Service">The address of the service: <c>CHAT_URL</c>.</param>
/// <param name="Token">The agent's token: <c>CHAT_TOKEN</c>.</param>
/// <param name="User">The user whom it answers: <c>--user</c>.</param>
/// <param name="Model">The name of a model: <c>MODEL</c>. Null for the one that is built in.</param>
/// <param name="ModelUrl">An OpenAI-compatible service: <c>OPENAI_BASE_URL</c>; that of OpenAI when null.</param>
/// <param name="ModelKey">Its key: <c>OPENAI_API_KEY</c>.</param>
public sealed record AgentSettings(Uri Service, string Token, string User, string? Model = null, Uri? ModelUrl = null, string? ModelKey = null)
{
    /// <summary>Tokens of history that the model gets.</summary>
    public long ContextTokens { get; init; } = 4_000;

    /// <summary>How often an answer is begun before the agent says that it has none.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>After this time without a sign of life an answer is nobody's any more. A writer gives one every ten seconds.</summary>
    public TimeSpan Abandoned { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public static AgentSettings Read(IConfiguration configuration) => new(
        new Uri(configuration["CHAT_URL"] ?? "http://localhost:5000"),
        configuration["CHAT_TOKEN"] ?? throw new InvalidOperationException("CHAT_TOKEN is missing"),
        configuration["user"] ?? throw new InvalidOperationException("--user is missing"),
        configuration["MODEL"],
        configuration["OPENAI_BASE_URL"] is { } url ? new Uri(url) : null,
        configuration["OPENAI_API_KEY"]);
}
