using System.Text.Encodings.Web;

namespace Chat.Features.Shared.Json;

/// <summary>The JSON options of the API and of storage: <c>snake_case</c>, enums as words, UTC with microseconds, no duplicate members.</summary>
public static class ChatJson
{
    private const int MaxDepth = 64;

    // Found by reflection, so that a new slice changes no existing file.
    private static readonly IJsonTypeInfoResolver[] Generated =
    [
        .. typeof(ChatJson).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .Select(type => (JsonSerializerContext)Activator.CreateInstance(type)!),
    ];

    /// <summary>Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary><c>{}</c>.</summary>
    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}"u8);

    /// <summary>Applies the same rules to the options of Marten and ASP.NET Core.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        Apply(options);
        // Marten's own types have no generated metadata.
        if (options.TypeInfoResolverChain.Count == Generated.Length)
            options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
    }

    private static void Apply(JsonSerializerOptions options)
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
        for (var i = 0; i < Generated.Length; i++)
            options.TypeInfoResolverChain.Insert(i, Generated[i]);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
