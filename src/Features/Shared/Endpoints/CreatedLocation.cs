namespace Chat.Features.Shared.Endpoints;

/// <summary>Says of an endpoint that its success names, in the header <c>Location</c>, the address of what was created.</summary>
public sealed record CreatedLocation;
