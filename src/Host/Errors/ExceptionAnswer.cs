using Microsoft.AspNetCore.Diagnostics;

namespace Chat.Host.Errors;

/// <summary>Answers exceptions with a problem.</summary>
internal sealed partial class ExceptionAnswer(IProblemDetailsService problems, ILogger<ExceptionAnswer> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = ProblemOf(exception, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint");
        httpContext.Response.StatusCode = problem.Status!.Value;
        return problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
    }

    /// <summary>What a client is told of an exception; logs 500 and 503.</summary>
    public Problem ProblemOf(Exception exception, string endpoint)
    {
        var problem = ProblemMapping.Of(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(endpoint, FaultReport.Of(exception));
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            LogBusy(endpoint, Reason(exception.GetBaseException()));
        return problem;
    }

    /// <summary>Without the server's message, which may quote user data.</summary>
    private static string Reason(Exception exception) => exception is PostgresException refused ? $"SQLSTATE {refused.SqlState}" : exception.Message;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed: {Fault}")]
    private partial void LogUnexpected(string endpoint, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} answered 503: {Reason}")]
    private partial void LogBusy(string endpoint, string reason);
}
