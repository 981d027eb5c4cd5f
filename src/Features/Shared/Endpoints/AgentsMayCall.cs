namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: agents may call it for a user. Without it an endpoint is for users alone.</summary>
public sealed class AgentsMayCall;
