namespace Chat.Host.Mcp;

/// <summary>Arguments of a tool that changes something, so that a call that is repeated does nothing twice.</summary>
internal interface IKeyedArguments
{
    string? IdempotencyKey { get; }
}
