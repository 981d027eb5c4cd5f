namespace Chat.Host.Errors;

internal static class ErrorsSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // Before the framework's: the first writer that can write does.
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionAnswer>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>Answers 404 without asking for a token: the documentation names all routes.</summary>
    public static void UseNotFoundForUnknownRoutes(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
