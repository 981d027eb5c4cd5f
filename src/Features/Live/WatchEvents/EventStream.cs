namespace Chat.Features.Live.WatchEvents;

/// <summary>
/// An answer that goes on: a page of events, then more as they happen, until the reader goes, reads too slowly, its token
/// expires, or the host stops. Nothing is kept for a reader but its position: what it has not taken yet is in the database.
/// </summary>
/// <param name="first">The first page.</param>
/// <param name="sessionId">The session; null for all of the user.</param>
public sealed partial class EventStream(EventPage first, long? sessionId) : IResult
{
    // A comment is sent when nothing else was, so that proxies keep the connection and a dead one is found.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A reader that takes nothing for so long is cut off; it goes on from its last event when it comes again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Timers go no further; a reader whose token lives longer connects again then.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(40);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var (user, time) = (services.GetRequiredService<CurrentUser>(), services.GetRequiredService<TimeProvider>());
        using var expiry = new CancellationTokenSource(Left(user, time), time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, expiry.Token);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no"; // A proxy that gathers answers would hold events back.
        try
        {
            using var watch = services.GetRequiredService<UserChanges>().Watch(user.Id);
            await RunAsync(httpContext, services.GetRequiredService<IMediator>(), watch, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of the answer is all there is to say.
        }
        catch (Exception error) when (httpContext.Response.HasStarted)
        {
            // No error can be answered any more. The reader sees a broken connection, and goes on from its last event.
            LogBroken(services.GetRequiredService<ILogger<EventStream>>(), FaultReport.Of(error));
            httpContext.Abort();
        }
    }

    private async Task RunAsync(HttpContext context, IMediator mediator, UserWatch watch, TimeProvider time, CancellationToken token)
    {
        // What happened since the first page was read is found now that changes wake.
        var (page, comment) = (first, true);
        while (true)
        {
            // The reader knows by it that it is connected, and that it still is.
            if (comment)
                context.Response.BodyWriter.Write(":\n\n"u8);
            foreach (var e in page.Events)
                e.WriteTo(context.Response.BodyWriter);
            if (!await FlushAsync(context, token))
                return;
            (watch.Version, watch.IsGrowing) = (page.Seen.Version, !page.Seen.Growing!.IsEmpty);
            var isAwake = page.IsMore || ReferenceEquals(page, first) || await watch.WaitAsync(Heartbeat, time, token);
            (page, comment) = isAwake
                ? (await mediator.Send(new WatchEventsQuery(sessionId) { Seen = page.Seen }, token), false)
                : (page with { Events = [] }, true);
        }
    }

    /// <returns>False when the reader has gone or takes nothing.</returns>
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
