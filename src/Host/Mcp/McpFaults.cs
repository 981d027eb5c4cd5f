using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Chat.Host.Mcp;

/// <summary>Errors of messages that are no call of a tool, or name none: as errors of JSON-RPC, without the text of an exception.</summary>
internal static class McpFaults
{
    public const string WrongParams = "params must be those of the method";

    public static McpMessageHandler Explain(McpMessageHandler next) => async (message, token) =>
    {
        try
        {
            await next(message, token);
        }
        catch (JsonException error)
        {
            throw new McpProtocolException(WrongParams, error, McpErrorCode.InvalidParams);
        }
        catch (Exception error) when (error is not (McpException or OperationCanceledException))
        {
            var problem = message.Services!.GetRequiredService<ExceptionAnswer>().ProblemOf(error, "MCP");
            throw new McpProtocolException(problem.Detail!, error, McpErrorCode.InternalError);
        }
    };
}
