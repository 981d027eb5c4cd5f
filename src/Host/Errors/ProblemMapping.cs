using FluentValidation;

namespace Chat.Host.Errors;

internal static class ProblemMapping
{
    private const string Locked = "Another call of this user takes too long; try again shortly";
    private const string Unreadable = "The request could not be read";
    private const string Unparsed =
        "The request could not be read: its first line or a header is broken; in an address, characters beyond ASCII are percent-encoded as UTF-8";

    public static Problem Of(Exception exception) => exception switch
    {
        ValidationException invalid => Invalid(invalid.Errors.Select(error => (JsonNamingPolicy.SnakeCaseLower.ConvertName(error.PropertyName), error.ErrorMessage))),
        InvalidRequestException invalid => Invalid([(invalid.Field, invalid.Message)]),
        NotFoundException => new(404, exception.Message),
        ForbiddenException => new(403, exception.Message),
        ConflictException conflict => new(409, conflict.Message) { Length = conflict.Length },
        PreconditionFailedException => new(412, exception.Message),
        BusyException => new(503, exception.Message),
        StreamLockedException => new(503, Locked),
        UnsupportedBodyException body => new(body.Status, body.Message),
        BadHttpRequestException { StatusCode: 400 } => Invalid([("body", Unreadable)]),
        IOException { InnerException: OverflowException } => Invalid([("body", Unreadable)]), // From Kestrel, for a chunk size over 64 bits.
        BadHttpRequestException broken => Of(broken.StatusCode),
        _ when DatabaseOutage.IsBehind(exception) => new(503, "The database can't be reached right now; try again shortly"),
        _ when WriteConflict.IsBehind(exception) => new(503, Locked), // Until no time was left for another try.
        _ => Of(500),
    };

    /// <summary>For a request that the server can't parse.</summary>
    public static Problem OfUnparsed(int status) => status == 400 ? Invalid([("request", Unparsed)]) : Of(status);

    /// <param name="status">The status.</param>
    /// <param name="pathBase">The path prefix of the call.</param>
    public static Problem Of(int status, PathString pathBase = default) => new(status, status switch
    {
        400 => Unreadable,
        401 => "A valid bearer token is required",
        403 => "This is not allowed",
        404 => $"There is nothing at this address; {pathBase}/docs describes the API",
        405 => "This address does not know this method; the Allow header names those it knows",
        408 => "The request did not arrive in time",
        409 => "The request contradicts what was done before",
        412 => "The state is not one that If-Match or If-None-Match asks for",
        413 => "The body must have at most 1 MiB",
        414 => "The address must have at most 8 KiB",
        415 => "The body must be JSON, sent as application/json",
        429 => "Too many calls; try again shortly",
        431 => "There must be at most 64 headers, of 16 KiB together",
        503 => "The service can't take this call right now; try again shortly",
        505 => "The version of HTTP must be 1.0 or 1.1",
        >= 500 => "Something went wrong on our side",
        _ => "The request can't be answered",
    });

    /// <summary>Groups the messages by field; clients compare a single message with the detail.</summary>
    private static Problem Invalid(IEnumerable<(string Field, string Message)> found)
    {
        var errors = found
            .GroupBy(error => error.Field, error => error.Message, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var messages = errors.Values.SelectMany(field => field).Distinct(StringComparer.Ordinal);
        return new Problem(400, errors.Count == 0 ? "The request is not valid" : string.Join("; ", messages)) { Errors = errors };
    }
}
