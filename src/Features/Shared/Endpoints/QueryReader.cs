namespace Chat.Features.Shared.Endpoints;

/// <summary>Reads query parameters. A value of the wrong kind, or one given twice, is an <see cref="InvalidRequestException"/>; ranges are the validator's.</summary>
/// <param name="query">The query of the request.</param>
public readonly struct QueryReader(IQueryCollection query)
{
    /// <summary>A text; null when absent.</summary>
    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1)
            throw new InvalidRequestException(name, $"{name} must be given once");
        var text = values.Count == 0 ? null : values[0];
        if (text is not null && BrokenText.IsIn(text))
            throw new InvalidRequestException(name, $"{name} {BrokenText.Problem}");
        return text;
    }

    /// <summary>An integer without sign.</summary>
    public long Number(string name, long otherwise) => Number(name) ?? otherwise;

    /// <summary>An integer without sign; null when absent.</summary>
    public long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidRequestException(name, $"{name} must be a positive integer");
    }

    /// <summary><c>true</c> or <c>false</c>, in any case; null when absent.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        return text.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new InvalidRequestException(name, $"{name} must be true or false");
    }

    /// <summary>The value of an enum's word, compared exactly; null when absent.</summary>
    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        return Wire.TryParse<T>(text, out var value)
            ? value
            : throw new InvalidRequestException(name, $"{name} {Wire.MustBeOneOf<T>()}");
    }
}
