using System.Text.Encodings.Web;

namespace Chat.Features.Shared.Json;

/// <summary>The JSON options of the API and of storage: <c>snake_case</c>, enums as words, UTC with microseconds, no duplicate members.</summary>
public static class ChatJson
{
    private const int MaxDepth = 64;

    /// <summary>The options, frozen.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary><c>{}</c>.</summary>
    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}"u8);

    /// <summary>Applies the same rules to the options of Marten and ASP.NET Core.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        // JSON is never embedded in HTML, so it needs no further escapes.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        // First, before Marten's laxer enum converter.
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
