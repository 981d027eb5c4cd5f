namespace Chat.Host.Errors;

internal static class ErrorsSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // Before the framework's: the first writer that can write does.
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<ExceptionAnswer>();
        builder.Services.AddExceptionHandler<ExceptionAnswer>();
    }

    public static void UseProblems(this WebApplication app)
    {
        UnparsedRequests.Subscribe(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
