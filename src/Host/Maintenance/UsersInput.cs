using JasperFx.CommandLine;

namespace Chat.Host.Maintenance;

public sealed class UsersInput
{
    [Description("erase")]
    public string Action { get; set; } = "";

    [Description("The user")]
    public string User { get; set; } = "";
}
