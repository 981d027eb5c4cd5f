namespace Chat.Features.Shared.Endpoints;

/// <summary>The member of a body that a <see cref="JsonException"/> is about.</summary>
/// <param name="Field">Such as <c>content</c>, or <c>messages[3].content</c> in a list.</param>
/// <param name="Member">The last part of the field.</param>
/// <param name="Type">Null when the member is unknown.</param>
internal readonly record struct JsonPlace(string Field, string Member, Type? Type)
{
    /// <summary>The field of a path: <c>$.metadata.key[0]</c> is <c>metadata</c>; null for the whole body, <c>$</c>.</summary>
    internal static JsonPlace? Find(string path, JsonTypeInfo body)
    {
        if (!path.StartsWith("$.", StringComparison.Ordinal))
            return null;
        var rest = path.AsSpan(2);
        var end = rest.IndexOfAny('.', '[');
        var member = (end < 0 ? rest : rest[..end]).ToString();
        var type = body.Properties.FirstOrDefault(property => property.Name == member)?.PropertyType;
        var place = new JsonPlace(member, member, type);
        if (end < 0 || type is null || body.Options.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            return place;

        rest = rest[end..];
        end = rest.IndexOf(']') + 1;
        if (end == 0 || !int.TryParse(rest[1..(end - 1)], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return place;
        var item = $"{member}[{index}]";
        return Find($"${rest[end..]}", body.Options.GetTypeInfo(element)) is { } inner
            ? inner with { Field = $"{item}.{inner.Field}" }
            : new JsonPlace(item, item, element);
    }
}
