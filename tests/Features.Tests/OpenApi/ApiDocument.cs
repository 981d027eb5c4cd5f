using System.Text.Json;

namespace Features.Tests.OpenApi;

internal sealed class ApiDocument
{
    private const string Path = "/openapi/v1.json";

    private ApiDocument(ApiAnswer answer)
    {
        Answer = answer;
        Operations = [.. Root.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(one => new ApiOperation(this, path.Name, new HttpMethod(one.Name.ToUpperInvariant()), one.Value)))];
    }

    public ApiAnswer Answer { get; }

    public JsonElement Root => Answer.Json;

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>Operations that need a user.</summary>
    public IEnumerable<ApiOperation> OfTheApi => Operations.Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal));

    public static async Task<ApiDocument> ReadAsync(ChatServer server) => new((await server.WithToken(null).GetAsync(Path)).Ok());

    public ApiOperation this[string operationId] => Operations.Single(operation => operation.Id == operationId);

    /// <summary>The target of a <c>$ref</c>.</summary>
    public JsonElement Find(string reference)
    {
        reference.ShouldStartWith("#/");
        var found = Root;
        foreach (var step in reference[2..].Split('/'))
            found.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out found).ShouldBeTrue(reference);
        return found;
    }

    public IEnumerable<JsonElement> Objects() => Within(Root);

    private static IEnumerable<JsonElement> Within(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Within(member.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Within),
        _ => [],
    };
}
