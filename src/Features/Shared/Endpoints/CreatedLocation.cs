namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: successful answers have the header <c>Location</c>.</summary>
public sealed record CreatedLocation;
