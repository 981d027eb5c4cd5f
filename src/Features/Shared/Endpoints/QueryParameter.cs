namespace Chat.Features.Shared.Endpoints;

/// <summary>Describes a query parameter to the OpenAPI document; endpoint metadata.</summary>
/// <param name="Name">The name, in <c>snake_case</c>.</param>
/// <param name="Type">The kind of value: <c>string</c>, <c>long</c>, <c>bool</c>, or an enum whose words are the only values.</param>
/// <param name="Description">One sentence for the reader.</param>
public sealed record QueryParameter(string Name, Type Type, string Description)
{
    /// <summary>Whether every call must give it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value when the call gives none; null when absence itself means something.</summary>
    public object? Default { get; init; }

    /// <summary>The smallest value of an integer.</summary>
    public long? Minimum { get; init; }

    /// <summary>The largest value of an integer.</summary>
    public long? Maximum { get; init; }

    /// <summary>The values of a string that may be one of a few words only.</summary>
    public IReadOnlyCollection<string>? Words { get; init; }
}
