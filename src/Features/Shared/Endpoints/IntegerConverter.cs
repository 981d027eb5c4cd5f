namespace Chat.Features.Shared.Endpoints;

/// <summary>Reads <c>5</c>, <c>5.0</c> and <c>5e0</c> as the integer 5: JSON has one type of numbers.</summary>
internal sealed class IntegerConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var number))
                return number;
            if (reader.TryGetDecimal(out var value) && decimal.IsInteger(value) && value is >= long.MinValue and <= long.MaxValue)
                return (long)value;
        }
        throw new WrongValueException("must be an integer");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
