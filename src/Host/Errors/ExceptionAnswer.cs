using Microsoft.AspNetCore.Diagnostics;

namespace Chat.Host.Errors;

/// <summary>Answers a call that threw, and logs it once where it is our fault.</summary>
internal sealed partial class ExceptionAnswer(ILogger<ExceptionAnswer> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var failure = Failure.Of(exception);
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint";
        if (failure.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(exception, endpoint);
        else if (failure.Status == StatusCodes.Status503ServiceUnavailable)
            LogBusy(endpoint, exception.GetBaseException().Message);

        await httpContext.WriteProblemAsync(failure);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed.")]
    private partial void LogUnexpected(Exception exception, string endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} answered 503: {Reason}")]
    private partial void LogBusy(string endpoint, string reason);
}
