using System.Globalization;
using System.Text.Json.Nodes;
using Chat.Features.Shared.Http;
using Chat.Host.Authentication;
using Chat.Host.Errors;
using Chat.Host.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Host.OpenApi;

/// <summary>Completes each operation with what its endpoint's metadata says: parameters, examples, errors, who may call it.</summary>
internal sealed class Operations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isPost = HttpMethods.IsPost(context.Description.HttpMethod!);
        operation.Parameters =
        [
            .. PathParameters(context),
            .. metadata.OfType<QueryParameter>().Select(Parameter),
            .. isPost ? IdempotencyKey : [],
            .. EntityTags.Parameters(operation, metadata),
            .. metadata.OfType<AgentsMayCall>().Any() ? OnBehalfOf : [],
        ];
        AddExamples(operation, metadata.OfType<RequestExample>());
        DescribeAnswers(operation, context, isPost);
        EntityTags.DescribeAnswers(operation, metadata);
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Overview.Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> PathParameters(OpenApiOperationTransformerContext context) =>
        context.Description.RelativePath!.Split('/').Where(part => part.StartsWith('{')).Select(part => new OpenApiParameter
        {
            Name = part.Trim('{', '}').Split(':')[0],
            In = ParameterLocation.Path,
            Required = true,
            Description = part.Contains("message", StringComparison.Ordinal) ? "The message's id." : "The session's id.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1", Maximum = Text(WireSchemas.MaxId) },
        });

    private static OpenApiParameter[] IdempotencyKey =>
    [
        new()
        {
            Name = IdempotencySetup.KeyHeader,
            In = ParameterLocation.Header,
            Description = "Names the call, so that it can be sent again: the first answer comes again, and nothing is done twice. Unique for its user.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencySetup.MaxLength, Pattern = "^[ -~]+$" },
        },
    ];

    private static OpenApiParameter[] OnBehalfOf =>
    [
        new()
        {
            Name = ActingForSetup.Header,
            In = ParameterLocation.Header,
            Description = "The user whom an agent acts for. An agent must give it, a user must not.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Subject.MaxCodePoints },
        },
    ];

    private static OpenApiParameter Parameter(QueryParameter query)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        WireSchemas.Shape(schema, query.Type);
        (schema.Minimum, schema.Maximum, schema.Default) = (Text(query.Minimum), Text(query.Maximum), Default(query.Default));
        if (query.Words is { } words)
            schema.Enum = [.. words.Select(word => (JsonNode)word)];
        return new OpenApiParameter
        {
            Name = query.Name,
            In = ParameterLocation.Query,
            Required = query.IsRequired,
            Description = query.Description,
            Schema = schema,
        };
    }

    private static JsonValue? Default(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static void AddExamples(OpenApiOperation operation, IEnumerable<RequestExample> examples)
    {
        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            media.Examples = examples.ToDictionary(example => example.Name, Example, StringComparer.Ordinal);
    }

    private static IOpenApiExample Example(RequestExample example) =>
        new OpenApiExample { Summary = example.Name, Value = JsonNode.Parse(example.Json) };

    private static void DescribeAnswers(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isPost)
    {
        var answers = new OpenApiResponses();
        operation.Responses ??= [];
        if (isPost)
            operation.Responses.TryAdd("409", new OpenApiResponse());
        var isOfMessage = context.Description.RelativePath!.Contains("{message_id}", StringComparison.Ordinal);
        foreach (var (status, answer) in operation.Responses.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            answers.Add(status, answer);
            if (answer is not OpenApiResponse response || !int.TryParse(status, CultureInfo.InvariantCulture, out var code))
                continue;
            if (code >= 400)
                DescribeProblem(response, code, isOfMessage, context.Document!);
            else if (isPost)
                response.Headers = HeadersOfPost(context.Description.ActionDescriptor.EndpointMetadata.OfType<CreatedLocation>().Any());
        }

        operation.Responses = answers;
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
            _ => Failure.Of(status).Detail,
        };
        response.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ProblemWriter.MediaType] = new() { Schema = new OpenApiSchemaReference(Overview.Problem, document) },
        };
        response.Headers = status switch
        {
            401 => Header("WWW-Authenticate", "`Bearer`", JsonSchemaType.String),
            429 or 503 => Header("Retry-After", "Seconds to wait.", JsonSchemaType.Integer),
            _ => null,
        };
    }

    private static Dictionary<string, IOpenApiHeader> Header(string name, string description, JsonSchemaType type) => new(StringComparer.Ordinal)
    {
        [name] = new OpenApiHeader { Description = description, Required = true, Schema = new OpenApiSchema { Type = type } },
    };

    private static Dictionary<string, IOpenApiHeader> HeadersOfPost(bool creates) => new(
        creates ? Header("Location", "The address of what was created.", JsonSchemaType.String) : [], StringComparer.Ordinal)
    {
        [IdempotencySetup.ReplayedHeader] = new OpenApiHeader
        {
            Description = "`true` on the answer of an earlier call with the same `Idempotency-Key`; absent otherwise.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["true"] },
        },
    };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
