using Microsoft.Extensions.Primitives;

namespace Chat.Features.Shared.Idempotency;

/// <summary>Reads the <c>Idempotency-Key</c> of every POST that has one, and marks replayed answers.</summary>
public static class IdempotencyMiddleware
{
    internal const string KeyHeader = "Idempotency-Key", ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Call it last: calls without a user or an endpoint need no key.</summary>
    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.Use((context, next) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.TryGetValue(KeyHeader, out var values)
            ? CallAsync(context, values, next)
            : next(context));

    private static async Task CallAsync(HttpContext context, StringValues values, RequestDelegate next)
    {
        if (values is not [{ } text] || !IdempotencyKey.IsKey(text))
            throw new InvalidRequestException(KeyHeader, $"{KeyHeader} must be given once, as 1 to {IdempotencyKey.MaxLength} printable ASCII characters");

        var scope = context.RequestServices.GetRequiredService<CallScope>();
        var digest = await DigestAsync(context.Request, scope.Call.User.Agent, context.RequestAborted);
        scope.Call = scope.Call with { IdempotencyKey = new IdempotencyKey(text, digest) };
        context.Response.OnStarting(() =>
        {
            if (scope.IsReplayed)
                context.Response.Headers[ReplayedHeader] = "true";
            return Task.CompletedTask;
        });
        await next(context);
    }

    // Includes the agent: an agent's answer is not replayed to the user or another agent.
    private static async Task<byte[]> DigestAsync(HttpRequest request, ActingAgent? agent, CancellationToken token)
    {
        var body = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StreamedBody>() is null
            ? await KeepAsync(request, token)
            : await SpoolAsync(request, token);
        // Without the path base: a client may come through a proxy or not.
        byte[] line = Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{(agent is null ? "" : $"{agent.Id}\n")}");
        return SHA256.HashData([.. line, .. body]);
    }

    /// <summary>Reads the body, for the endpoint to read it again.</summary>
    private static async Task<byte[]> KeepAsync(HttpRequest request, CancellationToken token)
    {
        using var body = await JsonBody.BufferAsync(request, token);
        request.Body = new MemoryStream(body.Written.ToArray(), writable: false);
        return SHA256.HashData(body.Written.Span);
    }

    /// <summary>The same for a body that may be too large for memory.</summary>
    private static async Task<byte[]> SpoolAsync(HttpRequest request, CancellationToken token)
    {
        var body = StreamedBody.OpenAsSent(request, request.HttpContext.RequestServices.GetRequiredService<IOptions<ChatOptions>>().Value);
        var file = TemporaryFile.Create();
        request.HttpContext.Response.RegisterForDisposeAsync(file);
        await body.CopyToAsync(file, token);
        file.Position = 0;
        var digest = await SHA256.HashDataAsync(file, token);
        file.Position = 0;
        request.Body = file;
        return digest;
    }
}
