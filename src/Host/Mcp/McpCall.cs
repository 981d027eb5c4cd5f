using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Chat.Host.Mcp;

/// <summary>Reads the body by the rules of the API, and writes the answer at once when it is whole.</summary>
internal sealed class McpCall : IEndpointFilter
{
    private const string Accepted = "application/json, text/event-stream";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var call = context.HttpContext;
        call.RequestServices.GetRequiredService<CallScope>().Call.Precondition.CheckNew(); // No state has a tag here.
        await JsonBody.CheckAsync(call.Request, call.RequestAborted);
        call.Request.Body = new MemoryStream(await ReadMessageAsync(call.Request), writable: false);
        call.Request.Headers.Accept = Accepted; // Not looked at, as by the API: there is one form of answer.

        // The SDK's work does not end with the deadline: beyond it there is still an error to tell.
        var deadline = call.RequestServices.GetRequiredService<CallDeadline>();
        call.RequestAborted = deadline.Aborted;

        var (body, answer) = (call.Response.Body, new MemoryStream());
        call.Response.Body = answer; // The SDK would send the headers before the tool runs.
        try
        {
            await next(context);
        }
        catch (JsonException)
        {
            throw new InvalidRequestException("params", McpFaults.WrongParams);
        }
        finally
        {
            call.Response.Body = body;
        }
        await SendAsync(call, answer, isConnectionBusy: deadline.LeftBehind is not null);
        return Results.Empty;
    }

    // The SDK stumbles over members that it does not know; it is given those that it knows.
    private static async Task<byte[]> ReadMessageAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(body.Deserialize<JsonRpcMessage>(McpJsonUtilities.DefaultOptions) ?? throw new JsonException(), McpJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            throw new InvalidRequestException("body", "body must be one message of JSON-RPC 2.0");
        }
    }

    private static async Task SendAsync(HttpContext call, MemoryStream answer, bool isConnectionBusy)
    {
        if (isConnectionBusy)
            call.Response.Headers.Connection = "close";
        if (answer.Length == 0)
            return;
        call.Response.ContentLength = answer.Length;
        await call.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), call.RequestAborted);
    }
}
