namespace Chat.Features.Sessions;

internal static class SessionMetrics
{
    private static readonly Counter<long> Created =
        ChatTelemetry.Meter.CreateCounter<long>("chat.sessions.created", "{session}", "Sessions that were created");

    internal static void Count(ChatSession created)
    {
        if (Created.Enabled)
            Created.Add(1, new KeyValuePair<string, object?>("chat.agent_type", Wire.Name(created.AgentType)));
    }
}
