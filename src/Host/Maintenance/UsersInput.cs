using JasperFx.CommandLine;

namespace Chat.Host.Maintenance;

/// <summary>The command line of <see cref="UsersCommand"/>.</summary>
public sealed class UsersInput
{
    /// <summary><c>erase</c>.</summary>
    [Description("erase")]
    public string Action { get; set; } = "";

    /// <summary>The user: the <c>sub</c> of the user's tokens.</summary>
    [Description("The user")]
    public string User { get; set; } = "";
}
