namespace Chat.Host.Authentication;

[Description("Prints a token for a user, or with --agent for an agent", Name = "token")]
internal sealed class TokenCommand : LaunchedCommand<TokenInput>
{
    public TokenCommand() => Usage("Print a token").Arguments(input => input.Subject);

    protected override async Task<bool> RunAsync(TokenInput input)
    {
        var issuer = new TokenIssuer(BearerSettings.From(ChatHost.CreateBuilder([])), TimeProvider.System);
        await Console.Out.WriteLineAsync(issuer.TokenFor(input.Subject, input.AgentFlag));
        return true;
    }
}

internal sealed class TokenInput
{
    [Description("The user or agent")]
    public string Subject { get; set; } = "";

    [Description("A token of an agent")]
    public bool AgentFlag { get; set; }
}
