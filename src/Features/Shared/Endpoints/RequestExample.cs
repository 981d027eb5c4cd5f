namespace Chat.Features.Shared.Endpoints;

/// <summary>A body to show in the OpenAPI document; endpoint metadata.</summary>
/// <param name="Name">What the example shows.</param>
/// <param name="Json">The body, as a client would send it.</param>
public sealed record RequestExample(string Name, string Json);
