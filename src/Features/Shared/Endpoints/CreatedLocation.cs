namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: successful answers have the header <c>Location</c>.</summary>
public sealed record CreatedLocation;

internal static class CreatedLocationExtensions
{
    /// <summary>Sets the header <c>Location</c>, under the path prefix of the call.</summary>
    internal static void SetLocation(this HttpContext call, string path) => call.Response.Headers.Location = call.Request.PathBase + path;
}
