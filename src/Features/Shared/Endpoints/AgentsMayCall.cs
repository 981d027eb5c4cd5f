namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: agents may call it for a user. Endpoints without it are for users only.</summary>
public sealed class AgentsMayCall;
