namespace Chat.Features.Live;

/// <summary>
/// Writes server-sent events until the reader disconnects or reads too slowly, its token expires, what it watches is erased, or the
/// host stops. Keeps only the reader's position in memory.
/// </summary>
internal sealed partial class EventStream(IEventPage first) : IResult
{
    // A comment after this silence keeps proxies from closing the connection, and finds dead ones.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A reader that takes nothing for this long is disconnected.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Timers have at most 49 days.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(40);

    private static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>Whether a stream that ends before its last page breaks off: its reader takes any other end for the end of what it reads.</summary>
    internal bool BreaksOff { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var (user, time) = (services.GetRequiredService<CurrentUser>(), services.GetRequiredService<TimeProvider>());
        using var expiry = new CancellationTokenSource(Left(user, time), time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, expiry.Token);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store, no-transform"; // Proxies must not compress events,
        httpContext.Response.Headers["X-Accel-Buffering"] = "no"; // nor buffer them.
        try
        {
            using var watch = services.GetRequiredService<UserChanges>().Watch(user.Id);
            await RunAsync(httpContext, services.GetRequiredService<IMediator>(), watch, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (BreaksOff) // Otherwise the response just ends.
                httpContext.Abort();
        }
        catch (Exception error) when (httpContext.Response.HasStarted)
        {
            // Too late for an error response: the reader reconnects from its last event.
            LogBroken(services.GetRequiredService<ILogger<EventStream>>(), FaultReport.Of(error));
            httpContext.Abort();
        }
    }

    private async Task RunAsync(HttpContext context, IMediator mediator, UserWatch watch, TimeProvider time, CancellationToken token)
    {
        var page = first;
        context.Response.BodyWriter.Write(Comment);
        page.WriteTo(context.Response.BodyWriter);
        while (await FlushAsync(context, token) && !page.IsEnd)
        {
            (watch.Version, watch.IsGrowing) = (page.Version, page.IsGrowing);
            // The first page was read before the watch began, so the second read does not wait.
            if (page.IsMore || ReferenceEquals(page, first) || await watch.WaitAsync(Heartbeat, time, token))
            {
                page = await page.NextAsync(mediator, token);
                page.WriteTo(context.Response.BodyWriter);
            }
            else
            {
                context.Response.BodyWriter.Write(Comment);
            }
        }
    }

    /// <returns>False when the reader has disconnected or takes nothing.</returns>
    private static async Task<bool> FlushAsync(HttpContext context, CancellationToken token)
    {
        try
        {
            var flush = await context.Response.BodyWriter.FlushAsync(token).AsTask().WaitAsync(Patience, token);
            return !flush.IsCompleted;
        }
        catch (TimeoutException)
        {
            context.Abort();
            return false;
        }
    }

    private static TimeSpan Left(CurrentUser user, TimeProvider time) => user.Until is { } until
        ? TimeSpan.FromTicks(Math.Clamp((until - time.GetUtcNow()).Ticks, 0, MaxTimer.Ticks))
        : Timeout.InfiniteTimeSpan;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream of events broke off; its reader will come back: {Fault}")]
    private static partial void LogBroken(ILogger logger, string fault);
}
