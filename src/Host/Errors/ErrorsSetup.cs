namespace Chat.Host.Errors;

/// <summary>One shape for every error, whether a slice threw it or the framework answered a bare status.</summary>
internal static class ErrorsSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // The first that can write does.
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionAnswer>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>Answers 404 before anybody is asked for a token: which addresses exist is public, in the documentation.</summary>
    public static void UseNotFoundForUnknownRoutes(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
