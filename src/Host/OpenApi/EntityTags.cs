using Chat.Features.Shared.Http;
using Microsoft.OpenApi;

namespace Chat.Host.OpenApi;

/// <summary>What the document says of entity tags: on answers that have one, and in calls that may name them.</summary>
internal static class EntityTags
{
    private const string NotModified = "304", PreconditionFailed = "412";

    /// <summary>The headers that an operation knows: <c>If-None-Match</c> of what it reads, <c>If-Match</c> of what it changes.</summary>
    public static IEnumerable<OpenApiParameter> Parameters(OpenApiOperation operation, IEnumerable<object> metadata)
    {
        if (Reads(metadata))
            yield return Header("If-None-Match", "Entity tags, or `*`: when the answer has one of them, it is a 304 without a body.");
        if (operation.Responses?.ContainsKey(PreconditionFailed) is true)
            yield return Header("If-Match", "Entity tags, or `*`: unless one of them is that of the state, nothing is changed and the answer is a 412.");
    }

    /// <summary>Adds the tag to successful answers, and to what is read the answer that it is known already.</summary>
    public static void DescribeAnswers(OpenApiOperation operation, IEnumerable<object> metadata)
    {
        if (!metadata.OfType<EntityTagged>().Any())
            return;
        foreach (var answer in operation.Responses!.Where(answer => answer.Key.StartsWith('2')).Select(answer => answer.Value).OfType<OpenApiResponse>())
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            answer.Headers["ETag"] = EntityTag;
        }
        if (!Reads(metadata))
            return;
        var answers = new OpenApiResponses();
        foreach (var (status, answer) in operation.Responses!.Append(new(NotModified, Known)).OrderBy(answer => answer.Key, StringComparer.Ordinal))
            answers.Add(status, answer);
        operation.Responses = answers;
    }

    private static OpenApiHeader EntityTag => new()
    {
        Description = "The state that is answered; another one with every change. Absent while what is answered changes without one.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^\"[0-9-]+\"$" },
    };

    private static OpenApiResponse Known => new()
    {
        Description = "The client has this state already, as `If-None-Match` says",
        Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["ETag"] = EntityTag },
    };

    private static bool Reads(IEnumerable<object> metadata) => metadata.OfType<EntityTagged>().Any()
        && metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Get, StringComparer.Ordinal));

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
