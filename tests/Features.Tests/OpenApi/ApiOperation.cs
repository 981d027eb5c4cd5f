using System.Text.Json;

namespace Features.Tests.OpenApi;

internal sealed record ApiOperation(ApiDocument Document, string Path, HttpMethod Method, JsonElement Json)
{
    public string Id => Json.GetProperty("operationId").GetString()!;

    public IReadOnlyList<ApiParameter> Parameters => Json.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Select(parameter => new ApiParameter(parameter))]
        : [];

    public IEnumerable<ApiParameter> Queries => Parameters.Where(parameter => parameter.In == "query");

    public JsonElement? Body => Json.TryGetProperty("requestBody", out var body) ? body : null;

    public JsonElement BodySchema => Body!.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    public IReadOnlyList<JsonElement> Examples =>
        [.. Body!.Value.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"))];

    /// <summary>The first example body; empty without one.</summary>
    public string ExampleText => Body is null ? "" : Examples[0].GetRawText();

    public IReadOnlyDictionary<int, JsonElement> Answers => Json.GetProperty("responses").EnumerateObject()
        .ToDictionary(answer => int.Parse(answer.Name, System.Globalization.CultureInfo.InvariantCulture), answer => answer.Value);

    /// <summary>Whether it answers with an event stream, which does not end.</summary>
    public bool GoesOn => Path.EndsWith("/events", StringComparison.Ordinal) || Path.EndsWith("/stream", StringComparison.Ordinal);

    /// <summary>Whether it answers with lines of JSON.</summary>
    public bool AnswersLines => Path.StartsWith("/api/v1/users/me/", StringComparison.Ordinal) && Path.EndsWith("port", StringComparison.Ordinal);

    /// <summary>The required query.</summary>
    public string RequiredQuery => string.Concat(Queries.Where(parameter => parameter.IsRequired).Select(parameter => $"?{parameter.Name}={parameter.Example}"));

    public string PathOf(long session, long message = 1) =>
        Path.Replace("{session_id}", $"{session}", StringComparison.Ordinal).Replace("{message_id}", $"{message}", StringComparison.Ordinal);

    /// <summary>The path with a session of the user and, if it names one, a new message of the kind that the operation needs.</summary>
    public async Task<string> PathInAsync(ApiClient user, long session)
    {
        if (!Path.Contains("{message_id}", StringComparison.Ordinal))
            return PathOf(session);
        var message = Calls.IsOfDraft(Path) ? await user.DraftAsync(session) : await user.SayAsync(session, "Hello");
        return PathOf(session, message.Id);
    }

    /// <summary>Whether a parameter or header is required.</summary>
    public static bool IsRequired(JsonElement described) => described.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>Fails unless the document describes the answer: status, media type, headers and body.</summary>
    public void ShouldAllow(ApiAnswer answer)
    {
        Answers.TryGetValue(answer.StatusCode, out var documented).ShouldBeTrue($"{Id} does not document {answer.StatusCode}: {answer.Body}");
        var media = answer.ContentHeaders.ContentType!.MediaType!;
        documented.GetProperty("content").EnumerateObject().Select(content => content.Name).ShouldBe([media]);
        if (documented.TryGetProperty("headers", out var headers))
            headers.EnumerateObject().ShouldAllBe(header => answer.Headers.Contains(header.Name) || !IsRequired(header.Value));
        if (GoesOn)
            return;
        var schema = documented.GetProperty("content").GetProperty(media).GetProperty("schema");
        foreach (var json in AnswersLines ? answer.Body.TrimEnd().Split('\n') : [answer.Body])
            new SchemaCheck(Document).Problems(schema, JsonDocument.Parse(json).RootElement).ShouldBeEmpty($"{Id}: {json}");
    }
}

internal sealed record ApiParameter(JsonElement Json)
{
    public string Name => Json.GetProperty("name").GetString()!;

    public string In => Json.GetProperty("in").GetString()!;

    public JsonElement Schema => Json.GetProperty("schema");

    public string Type => Schema.GetProperty("type").GetString()!;

    public bool IsRequired => ApiOperation.IsRequired(Json);

    /// <summary>A value that the service takes.</summary>
    public string Example => Schema.TryGetProperty("maximum", out var most) ? most.GetRawText() : "hello";
}
