using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Host.Errors;

/// <summary>What a call that failed is answered. The one map from exceptions and bare statuses to errors of the contract.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One readable sentence for the client; never from an exception that is not ours.</param>
/// <param name="Errors">For a 400: field to messages.</param>
internal sealed record ProblemMapping(int Status, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    private const string Unreachable = "The database can't be reached right now; try again shortly";
    private const string Unreadable = "The request could not be read";

    public string Title => ReasonPhrases.GetReasonPhrase(Status) is { Length: > 0 } phrase ? phrase : "Error";

    /// <summary>Seconds after which to try again; only where trying again may help.</summary>
    public int? RetryAfter { get; init; } = Status == StatusCodes.Status503ServiceUnavailable ? 1 : null;

    /// <summary>For a 409 of an append: code points of the message so far.</summary>
    public long? Length { get; init; }

    public static ProblemMapping Of(Exception exception) => exception switch
    {
        ValidationException invalid => FieldErrors.In(invalid),
        InvalidRequestException invalid => FieldErrors.In(invalid.Field, invalid.Message),
        NotFoundException missing => new(StatusCodes.Status404NotFound, missing.Message),
        ForbiddenException forbidden => new(StatusCodes.Status403Forbidden, forbidden.Message),
        ConflictException conflict => new(StatusCodes.Status409Conflict, conflict.Message) { Length = conflict.Length },
        PreconditionFailedException failed => new(StatusCodes.Status412PreconditionFailed, failed.Message),
        BusyException busy => new(StatusCodes.Status503ServiceUnavailable, busy.Message),
        StreamLockedException => new(StatusCodes.Status503ServiceUnavailable, "Another call of this user takes too long; try again shortly"),
        UnsupportedBodyException body => new(body.Status, body.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => FieldErrors.In("body", Unreadable),
        IOException { InnerException: OverflowException } => FieldErrors.In("body", Unreadable), // Kestrel's words for a chunk size over 64 bits.
        BadHttpRequestException broken => Of(broken.StatusCode),
        _ when DatabaseOutage.IsBehind(exception) => new(StatusCodes.Status503ServiceUnavailable, Unreachable),
        _ => Of(StatusCodes.Status500InternalServerError),
    };

    public static ProblemMapping Of(int status) => new(status, status switch
    {
        400 => Unreadable,
        401 => "A valid bearer token is required",
        403 => "This is not allowed",
        404 => "There is nothing at this address",
        405 => "This address does not know this method; the Allow header names those it knows",
        408 => "The request did not arrive in time",
        409 => "The request contradicts what was done before",
        412 => "The state is not the one that If-Match names",
        413 => "The body must have at most 1 MiB",
        415 => "The body must be JSON, sent as application/json",
        429 => "Too many calls; try again shortly",
        503 => "The service can't take this call right now; try again shortly",
        >= 500 => "Something went wrong on our side",
        _ => "The request can't be answered",
    });
}
