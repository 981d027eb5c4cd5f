using JasperFx.CommandLine;

namespace Chat.Host.Maintenance;

public sealed class ProjectionsInput
{
    [Description("rebuild or verify")]
    public string Action { get; set; } = "";

    [Description("Only this user")]
    public string? UserFlag { get; set; }
}
