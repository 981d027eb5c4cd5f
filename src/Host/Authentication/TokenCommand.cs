using JasperFx.CommandLine;

namespace Chat.Host.Authentication;

/// <summary><c>token SUB [--agent]</c>: prints a token for a user or an agent.</summary>
[Description("Prints a token for a user, or with --agent for an agent", Name = "token")]
public sealed class TokenCommand : LaunchedCommand<TokenInput>
{
    /// <summary>Declares the form of the command.</summary>
    public TokenCommand() => Usage("Print a token").Arguments(input => input.Subject);

    /// <inheritdoc/>
    protected override async Task<bool> RunAsync(TokenInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var issuer = new TokenIssuer(BearerSettings.From(ChatHost.CreateBuilder([])), TimeProvider.System);
        await Console.Out.WriteLineAsync(input.AgentFlag ? issuer.TokenForAgent(input.Subject) : issuer.TokenFor(input.Subject));
        return true;
    }
}
