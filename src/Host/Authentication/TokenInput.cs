using JasperFx.CommandLine;

namespace Chat.Host.Authentication;

/// <summary>The command line of <see cref="TokenCommand"/>.</summary>
public sealed class TokenInput
{
    /// <summary>The token's <c>sub</c>: 1 to 255 code points.</summary>
    [Description("The user or agent")]
    public string Subject { get; set; } = "";

    /// <summary>Whether the token is an agent's.</summary>
    [Description("A token of an agent")]
    public bool AgentFlag { get; set; }
}
