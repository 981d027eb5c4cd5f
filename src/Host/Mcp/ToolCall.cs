using MediatR;

namespace Chat.Host.Mcp;

/// <summary>The services of a call to a tool: those of its HTTP request.</summary>
internal sealed class ToolCall(IServiceProvider services)
{
    private readonly CallDeadline _deadline = services.GetRequiredService<CallDeadline>();

    /// <summary>Whether the client has disconnected.</summary>
    public bool IsAborted => _deadline.Aborted.IsCancellationRequested;

    public Task<T> SendAsync<T>(IRequest<T> request) => services.GetRequiredService<IMediator>().Send(request, _deadline.Token);

    /// <summary>Takes the key from the arguments, in the place of the header <c>Idempotency-Key</c>.</summary>
    /// <exception cref="InvalidRequestException">There is no key, or it is malformed.</exception>
    public void UseKey(string tool, IKeyedArguments arguments)
    {
        if (arguments.IdempotencyKey is not { } text)
            throw new InvalidRequestException("idempotency_key", "idempotency_key must be given");
        if (!IdempotencyKey.IsKey(text))
            throw new InvalidRequestException("idempotency_key", $"idempotency_key must be 1 to {IdempotencyKey.MaxLength} printable ASCII characters");
        var scope = services.GetRequiredService<CallScope>();
        // Of the arguments as read: their order and spaces do not count. With the agent, as for the header.
        byte[] caller = Encoding.UTF8.GetBytes($"MCP {tool}\n{scope.Call.User.Agent?.Id}\n");
        var given = JsonSerializer.SerializeToUtf8Bytes(arguments, arguments.GetType(), ChatJson.Options);
        scope.Call = scope.Call with { IdempotencyKey = new IdempotencyKey(text, SHA256.HashData([.. caller, .. given])) };
    }

    /// <summary>The body that the API would answer.</summary>
    public byte[] ProblemOf(Exception error, string tool, string id) => ProblemWriter.BodyOf(
        services.GetRequiredService<ExceptionAnswer>().ProblemOf(error, $"MCP {tool}"), Activity.Current?.TraceId.ToHexString() ?? id, isUser: true);
}
