using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Features.Shared.Json;

/// <summary>Makes the <see cref="WordConverter{T}"/> of any enum.</summary>
internal sealed class WordConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
}
