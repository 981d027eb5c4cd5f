using JasperFx.CommandLine;

namespace Chat.Host.Maintenance;

/// <summary>The command line of <see cref="ProjectionsCommand"/>.</summary>
public sealed class ProjectionsInput
{
    /// <summary><c>rebuild</c> or <c>verify</c>.</summary>
    [Description("rebuild or verify")]
    public string Action { get; set; } = "";

    /// <summary>The one user; null for all.</summary>
    [Description("Only this user")]
    public string? UserFlag { get; set; }
}
