namespace Chat.Features.Shared.Json;

/// <summary>Writes an enum value as its word and reads that word only: no numbers, no other case.</summary>
internal sealed class SnakeCaseEnumConverter<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw NoWord();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Wire.Name(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Wire.Name(value));

    private static T Parse(ref Utf8JsonReader reader) => Wire.TryParse<T>(reader.GetString()!, out var value) ? value : throw NoWord();

    private static WrongValueException NoWord() => new(Wire.MustBeOneOf(typeof(T)));
}
