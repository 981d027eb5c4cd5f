using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Host.Errors;

/// <summary>How a problem is written. Quotes and apostrophes stay readable: the body is JSON, never part of a page.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Readable { get; } = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
