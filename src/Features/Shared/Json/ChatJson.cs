using System.Text.Encodings.Web;

namespace Chat.Features.Shared.Json;

/// <summary>
/// How everything becomes JSON, on the wire and in storage alike: <c>snake_case</c> names, enum values as exact words,
/// times in UTC with microseconds, no member given twice, unknown members ignored.
/// </summary>
public static class ChatJson
{
    /// <summary>Most levels of what is read; metadata, which may have 32 of its own, lies deepest.</summary>
    private const int MaxDepth = 64;

    /// <summary>The options, frozen.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>The object without members: metadata that was not given.</summary>
    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}"u8);

    /// <summary>Gives other options (the store's, the host's) the same rules.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        // Bodies are application/json and never part of a page, so only what JSON itself asks for is escaped.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        // First, since the store brings a laxer enum converter of its own.
        options.Converters.Insert(0, new SnakeCaseEnumConverterFactory());
        options.Converters.Insert(0, new UtcTimeConverter());
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
