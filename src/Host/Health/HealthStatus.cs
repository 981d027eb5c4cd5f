namespace Chat.Host.Health;

/// <summary>The answer of a health check that passed.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
internal sealed record HealthStatus(string Status);
