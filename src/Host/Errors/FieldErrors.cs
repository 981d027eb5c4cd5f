using FluentValidation;

namespace Chat.Host.Errors;

/// <summary>Shapes what validation found: each field with its messages, and one sentence that reads them all.</summary>
internal static class FieldErrors
{
    public static ProblemMapping In(ValidationException invalid) => In(invalid.Errors.Select(error => (error.PropertyName, error.ErrorMessage)));

    public static ProblemMapping In(string field, string message) => In([(field, message)]);

    private static ProblemMapping In(IEnumerable<(string Field, string Message)> found)
    {
        var errors = found
            .GroupBy(error => JsonNamingPolicy.SnakeCaseLower.ConvertName(error.Field), error => error.Message, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var messages = errors.Values.SelectMany(field => field).Distinct(StringComparer.Ordinal).ToArray();
        return new ProblemMapping(StatusCodes.Status400BadRequest, Sentence(messages), errors);
    }

    /// <summary>Where there is one message, exactly that: clients compare it.</summary>
    private static string Sentence(string[] messages) => messages switch
    {
        [] => "The request is not valid",
        _ => string.Join("; ", messages),
    };
}
