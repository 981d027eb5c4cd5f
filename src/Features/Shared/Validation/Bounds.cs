namespace Chat.Features.Shared.Validation;

/// <summary>Bounds of a number, of the items of a list, or of the code points of a text, for validation and the OpenAPI document.</summary>
public sealed record Bounds(long Minimum, long Maximum)
{
    /// <summary>2^53 - 1: the largest integer that a double holds exactly.</summary>
    public const long MaxSafeInteger = (1L << 53) - 1;

    /// <summary>From the attributes of a member or of its constructor parameter; null without any.</summary>
    public static Bounds? Of(PropertyInfo member, ChatOptions options) =>
        Of((ICustomAttributeProvider)member, options) ?? (ParameterOf(member) is { } parameter ? Of(parameter, options) : null);

    internal static Bounds? Of(ICustomAttributeProvider attributes, ChatOptions options) => attributes.GetCustomAttributes(inherit: false).Select(one => one switch
    {
        FromRouteAttribute => new Bounds(1, MaxSafeInteger),
        RangeAttribute range => new Bounds(Convert.ToInt64(range.Minimum), Convert.ToInt64(range.Maximum)),
        LengthAttribute length => new Bounds(length.MinimumLength, length.MaximumLength),
        UpToSettingAttribute setting => new Bounds(1, setting.MaximumIn(options)),
        _ => null,
    }).FirstOrDefault(bounds => bounds is not null);

    internal static ParameterInfo? ParameterOf(PropertyInfo member) =>
        member.DeclaringType!.GetConstructors().SelectMany(constructor => constructor.GetParameters()).FirstOrDefault(parameter => parameter.Name == member.Name);
}
