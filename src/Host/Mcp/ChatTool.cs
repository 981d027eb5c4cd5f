using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Chat.Host.Mcp;

/// <summary>A tool that sends a command or query. Its answers and errors are those of the API, as structured content.</summary>
/// <remarks>Not a tool that the SDK makes of a method: its errors would name no argument, and not be those of the API (ADR 25).</remarks>
internal sealed class ChatTool<TArguments>(Tool tool, Func<TArguments, ToolCall, Task<object>> send) : McpServerTool where TArguments : class
{
    private static readonly ArgumentList Parameters = ArgumentList.Of<TArguments>();

    public override Tool ProtocolTool => tool;

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var call = new ToolCall(request.Services!);
        try
        {
            var arguments = Read(request.Params?.Arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal));
            if (arguments is IKeyedArguments keyed)
                call.UseKey(tool.Name, keyed);
            return Result(Json(await send(arguments, call)), isError: false);
        }
        catch (Exception error) when (!call.IsAborted)
        {
            return Result(call.ProblemOf(error, tool.Name, request.JsonRpcRequest.Id.ToString()), isError: true);
        }
    }

    private static TArguments Read(IDictionary<string, JsonElement> arguments)
    {
        Parameters.Check(arguments);
        return JsonBody.Deserialize<TArguments>(JsonSerializer.SerializeToUtf8Bytes(arguments));
    }

    private static byte[] Json(object answer) => answer is JsonAnswer stored
        ? stored.ToUtf8Bytes()
        : JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), ChatJson.Options);

    // Clients that know no structured content read the text.
    private static CallToolResult Result(byte[] json, bool isError) => new()
    {
        Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(json) }],
        StructuredContent = JsonElement.Parse(json),
        IsError = isError,
    };
}
