namespace Chat.Host.Errors;

internal static class DeadlineSetup
{
    public static void UseCallDeadlines(this WebApplication app) => app.Use(async (context, next) =>
    {
        var deadline = context.RequestServices.GetRequiredService<CallDeadline>();
        var aborted = context.RequestAborted;
        context.RequestAborted = deadline.Begin(aborted);
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestAborted = aborted;
            if (deadline.LeftBehind is { } work)
                Outlive(context, work);
        }
    });

    /// <summary>Keeps the call's services until the work ends; closes the connection, on which the next call would wait.</summary>
    private static void Outlive(HttpContext context, Task work)
    {
        // The answer of a tool is written already, and has the header.
        if (!context.Response.HasStarted)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            });
        }
        context.Response.OnCompleted(() => work.ContinueWith(
            ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
    }
}
