using Microsoft.AspNetCore.Diagnostics;

namespace Chat.Host.Errors;

/// <summary>Answers a call that threw, and logs it once where it is our fault.</summary>
internal sealed partial class ExceptionAnswer(ILogger<ExceptionAnswer> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var failure = ProblemMapping.Of(exception);
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint";
        if (failure.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(endpoint, FaultReport.Of(exception));
        else if (failure.Status == StatusCodes.Status503ServiceUnavailable)
            LogBusy(endpoint, Reason(exception.GetBaseException()));

        await httpContext.WriteProblemAsync(failure);
        return true;
    }

    /// <summary>What the driver says of connections is for operators; what the database says of a statement may quote what users wrote.</summary>
    private static string Reason(Exception exception) => exception is PostgresException refused ? $"SQLSTATE {refused.SqlState}" : exception.Message;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed: {Fault}")]
    private partial void LogUnexpected(string endpoint, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} answered 503: {Reason}")]
    private partial void LogBusy(string endpoint, string reason);
}
