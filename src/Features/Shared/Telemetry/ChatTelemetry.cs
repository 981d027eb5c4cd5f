namespace Chat.Features.Shared.Telemetry;

/// <summary>
/// Where the service's own spans and metrics come from. Nobody listens unless the host exports them, and then they cost next to
/// nothing. Tags hold words of few kinds: never an id, nor anything that users wrote.
/// </summary>
public static class ChatTelemetry
{
    /// <summary>The name of both, for who listens.</summary>
    public const string Name = "Chat";

    /// <summary>Makes the spans of requests.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Makes counters; each is kept beside the code that counts, and described in docs/operations.md.</summary>
    public static Meter Meter { get; } = new(Name);
}
