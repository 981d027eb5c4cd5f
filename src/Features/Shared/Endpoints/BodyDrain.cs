namespace Chat.Features.Shared.Endpoints;

/// <summary>
/// Reads and discards what is left of a large body after the answer. Otherwise the connection would be reset, and a client that
/// sends its whole body before it reads would lose the answer. Kestrel does so by itself for five seconds, too short for many clients.
/// </summary>
public static class BodyDrain
{
    /// <summary>The most bytes of a body that are read at all.</summary>
    public const long MaxBytes = 1024L * 1024 * 1024;

    // Besides, a client must keep to the minimum rate of bodies.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Call it before all that answers.</summary>
    public static void UseBodyDrain(this IApplicationBuilder app)
    {
        var stopping = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        app.Use((context, next) => MayBeLarge(context.Request) ? DrainAsync(context, next, stopping) : next(context));
    }

    private static bool MayBeLarge(HttpRequest request) =>
        request.ContentLength > JsonBody.MaxBytes || request.Headers.TransferEncoding.Count > 0;

    private static async Task DrainAsync(HttpContext context, RequestDelegate next, CancellationToken stopping)
    {
        var (body, response) = (context.Request.Body, context.Response);
        response.OnStarting(() =>
        {
            // Tells the client to stop sending, and not to use the connection again.
            if (context.Request.ContentLength > JsonBody.MaxBytes || response.StatusCode == StatusCodes.Status413PayloadTooLarge)
                response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        await next(context);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        end.CancelAfter(Patience);
        try
        {
            await response.CompleteAsync();
            await body.CopyToAsync(Stream.Null, end.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The body is broken, too long or too slow, or the client has disconnected: it has its answer.
        }
    }
}
