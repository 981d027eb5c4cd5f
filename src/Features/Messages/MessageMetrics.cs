namespace Chat.Features.Messages;

internal static class MessageMetrics
{
    private static readonly Counter<long> Posted =
        ChatTelemetry.Meter.CreateCounter<long>("chat.messages.posted", "{message}", "Messages that were stored");

    internal static void Count(ChatMessage posted)
    {
        if (Posted.Enabled)
            Posted.Add(1, new("chat.message_type", posted.TypeWord), new("chat.agent_type", posted.AgentType is { } agent ? Wire.Name(agent) : "none"));
    }
}
