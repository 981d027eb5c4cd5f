using JasperFx.CommandLine;

namespace Chat.Host.Authentication;

public sealed class TokenInput
{
    [Description("The user or agent")]
    public string Subject { get; set; } = "";

    [Description("A token of an agent")]
    public bool AgentFlag { get; set; }
}
