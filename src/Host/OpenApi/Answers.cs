namespace Chat.Host.OpenApi;

/// <summary>Sorts and describes responses. Runs last: other transformers add responses.</summary>
internal sealed class Answers : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var isOfMessage = context.Description.RelativePath!.Contains("{message_id}", StringComparison.Ordinal);
        var answers = new OpenApiResponses();
        foreach (var (status, answer) in (operation.Responses ?? []).OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            answers.Add(status, answer);
            if (answer is OpenApiResponse response && int.TryParse(status, CultureInfo.InvariantCulture, out var code) && code >= 400)
                DescribeProblem(response, code, isOfMessage, context.Document!);
        }
        operation.Responses = answers;
        return Task.CompletedTask;
    }

    private static void DescribeProblem(OpenApiResponse response, int status, bool isOfMessage, OpenApiDocument document)
    {
        response.Description = status switch
        {
            400 => "A field, a parameter or a header is not what it must be; `errors` names each",
            403 => "A user acts for somebody else, or an agent does what it may not",
            404 when isOfMessage => "The user has no such session, or the session no such message",
            404 => "The user has no such session: it never was, or it is another user's",
            409 when isOfMessage => "The message is not in a state for this, or the `Idempotency-Key` was used for another request",
            409 => "The `Idempotency-Key` was used for another request",
            _ => ProblemMapping.Of(status).Detail,
        };
        response.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ProblemWriter.MediaType] = new() { Schema = new OpenApiSchemaReference(Overview.Problem, document) },
        };
        response.Headers = status switch
        {
            401 => Header("WWW-Authenticate", "`Bearer`; after a token also `error` and `error_description` (RFC 6750), which say whether it expired.", JsonSchemaType.String),
            429 or 503 => Header("Retry-After", "Seconds to wait.", JsonSchemaType.Integer),
            _ => null,
        };
    }

    private static Dictionary<string, IOpenApiHeader> Header(string name, string description, JsonSchemaType type) => new(StringComparer.Ordinal)
    {
        [name] = new OpenApiHeader { Description = description, Required = true, Schema = new OpenApiSchema { Type = type } },
    };
}
