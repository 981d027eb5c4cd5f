namespace Chat.Client;

/// <summary>A session to create.</summary>
/// <param name="Title">1 to 255 code points after trimming, or as the service is configured.</param>
/// <param name="AgentType"><c>Primary</c> when null.</param>
/// <param name="Metadata">At most 65,536 bytes and 32 levels.</param>
/// <param name="IsActive">True when null.</param>
public sealed record NewSession(
    string Title,
    AgentType? AgentType = null,
    JsonObject? Metadata = null,
    bool? IsActive = null);
