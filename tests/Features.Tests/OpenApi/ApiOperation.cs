using System.Text.Json;

namespace Features.Tests.OpenApi;

/// <summary>One operation of the document.</summary>
internal sealed record ApiOperation(ApiDocument Document, string Path, HttpMethod Method, JsonElement Json)
{
    public string Id => Json.GetProperty("operationId").GetString()!;

    public IReadOnlyList<ApiParameter> Parameters => Json.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Select(parameter => new ApiParameter(parameter))]
        : [];

    public IEnumerable<ApiParameter> Queries => Parameters.Where(parameter => parameter.In == "query");

    public JsonElement? Body => Json.TryGetProperty("requestBody", out var body) ? body : null;

    /// <summary>The schema of the body.</summary>
    public JsonElement BodySchema => Body!.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    public IReadOnlyList<JsonElement> Examples =>
        [.. Body!.Value.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"))];

    public IReadOnlyDictionary<int, JsonElement> Answers => Json.GetProperty("responses").EnumerateObject()
        .ToDictionary(answer => int.Parse(answer.Name, System.Globalization.CultureInfo.InvariantCulture), answer => answer.Value);

    /// <summary>The path with a session's id.</summary>
    public string PathOf(long session) => Path.Replace("{session_id}", $"{session}", StringComparison.Ordinal);

    /// <summary>Whether a parameter or a header must be there.</summary>
    public static bool IsRequired(JsonElement described) => described.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>An answer that the document foretells: status, media type, headers and body.</summary>
    public void ShouldAllow(ApiAnswer answer)
    {
        Answers.TryGetValue(answer.StatusCode, out var documented).ShouldBeTrue($"{Id} does not document {answer.StatusCode}: {answer.Body}");
        var media = answer.ContentHeaders.ContentType!.MediaType!;
        documented.GetProperty("content").EnumerateObject().Select(content => content.Name).ShouldBe([media]);
        if (documented.TryGetProperty("headers", out var headers))
            headers.EnumerateObject().ShouldAllBe(header => answer.Headers.Contains(header.Name) || !IsRequired(header.Value));
        new SchemaCheck(Document).Problems(documented.GetProperty("content").GetProperty(media).GetProperty("schema"), answer.Json).ShouldBeEmpty($"{Id}: {answer.Body}");
    }
}

/// <summary>One parameter of an operation.</summary>
internal sealed record ApiParameter(JsonElement Json)
{
    public string Name => Json.GetProperty("name").GetString()!;

    public string In => Json.GetProperty("in").GetString()!;

    public JsonElement Schema => Json.GetProperty("schema");

    public string Type => Schema.GetProperty("type").GetString()!;

    public bool IsRequired => ApiOperation.IsRequired(Json);
}
