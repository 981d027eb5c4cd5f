namespace Chat.Features.Shared.Telemetry;

/// <summary>The sources of spans and metrics. Tags have few values: never ids or users' texts.</summary>
public static class ChatTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "Chat";

    /// <summary>Spans of requests.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Counters, each defined beside the code that counts and described in docs/operations.md.</summary>
    public static Meter Meter { get; } = new(Name);
}
