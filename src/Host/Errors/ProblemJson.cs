using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Chat.Host.Errors;

/// <summary>How a problem is written. Quotes and apostrophes stay readable: the body is JSON, never part of a page.</summary>
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
