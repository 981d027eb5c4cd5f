namespace Chat.Host.OpenApi;

internal sealed class Overview : IOpenApiDocumentTransformer
{
    public const string Bearer = "bearer";
    public const string Problem = "Problem";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Chat",
            Version = "1.0",
            Description = """
                Keeps the conversations of users with agents: sessions, their messages in order, and statistics.

                A user is the `sub` of the bearer token, and sees what is theirs only. An agent is the `sub` of a token whose
                `roles` hold `agent`: it acts for the user whom it names in `On-Behalf-Of`, and may do less. Ids are numbers
                up to 2^53 - 1, times are RFC 3339 in UTC, lengths count Unicode code points. Every error is a problem
                (RFC 9457); its `detail` is one readable sentence. Every GET can be a HEAD. A body has at most 1 MiB, but
                for that of an import. In an address, characters beyond ASCII are percent-encoded as UTF-8.
                """,
        };
        document.Servers = [new OpenApiServer { Url = PathOf(document.Servers?.FirstOrDefault()?.Url ?? "/") }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A JSON Web Token with `sub` and `exp`.",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas.Remove("ProblemDetails"); // Never sent.
        document.Components.Schemas[Problem] = ProblemSchema();
        Sort(document);
        return Task.CompletedTask;
    }

    /// <summary>The path of the framework's address, which begins with scheme and host: right behind any proxy, also under a path prefix.</summary>
    private static string PathOf(string address)
    {
        var host = address.IndexOf("://", StringComparison.Ordinal);
        var path = address.IndexOf('/', host < 0 ? 0 : host + "://".Length);
        return path < 0 ? "/" : address[path..];
    }

    /// <summary>Sorts paths by name, and tags as the paths come.</summary>
    private static void Sort(OpenApiDocument document)
    {
        var sorted = document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal).ToList();
        document.Paths = [];
        foreach (var (path, item) in sorted)
            document.Paths.Add(path, item);
        var tags = sorted.SelectMany(path => path.Value.Operations ?? []).SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>());
        document.Tags = tags.Select(tag => tag.Name!).Distinct(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name }).ToHashSet();
    }

    public static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "title", "status", "detail", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "400", Maximum = "599", Description = "The HTTP status." },
            ["detail"] = Text("One readable sentence."),
            ["traceId"] = Text("Names the call in the service's logs."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "For a 400: the fields, each with what is wrong with it.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["length"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Description = "For a 409 of an append: code points of the message so far." },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
