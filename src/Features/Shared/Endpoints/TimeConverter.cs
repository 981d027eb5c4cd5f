namespace Chat.Features.Shared.Endpoints;

/// <summary>Reads a time of RFC 3339 as strictly as in a query.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Rfc3339.Parse(reader.GetString()!) : null)
        ?? throw new WrongValueException("must be a time of RFC 3339, such as 2026-01-31T18:30:00Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
