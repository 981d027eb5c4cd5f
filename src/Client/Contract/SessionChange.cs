namespace Chat.Client;

/// <summary>What changes in a session; null leaves it as it is.</summary>
/// <param name="Title">1 to 255 code points after trimming, or as the service is configured.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <param name="Metadata">Replaces all of it.</param>
public sealed record SessionChange(
    string? Title = null,
    bool? IsActive = null,
    JsonObject? Metadata = null);
