namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: an example of the body for the OpenAPI document.</summary>
public sealed record RequestExample(string Name, string Json);
