namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: a parameter in the path or the query. Reads and describes it.</summary>
public sealed class RequestParameter
{
    private readonly Func<string, object?> _parse;
    private readonly string _mustBe;
    private readonly object? _whenAbsent;

    internal RequestParameter(string member, Type type, ICustomAttributeProvider attributes, ChatOptions options)
    {
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
        Type = Nullable.GetUnderlyingType(type) ?? type;
        IsInPath = attributes.IsDefined(typeof(FromRouteAttribute), inherit: false);
        Bounds = Bounds.Of(attributes, options);
        Description = IsInPath ? $"The {Noun}'s id." : Attribute<DescriptionAttribute>()!.Description;
        var otherwise = Attribute<DefaultValueAttribute>()?.Value
            ?? Attribute<UpToSettingAttribute>()?.DefaultIn(options)
            ?? (attributes as ParameterInfo)?.DefaultValue as IConvertible;
        Default = otherwise is IConvertible and not DBNull ? Convert.ChangeType(otherwise, Type, CultureInfo.InvariantCulture) : null;
        // A nullable parameter stays null when absent: its handler applies the default.
        var isNullable = type != Type || (!type.IsValueType && attributes is not ParameterInfo { HasDefaultValue: false });
        (_whenAbsent, IsRequired) = (isNullable ? null : Default, IsInPath || (!isNullable && Default is null));
        (_parse, _mustBe) = Reader(Type);

        T? Attribute<T>() where T : Attribute => attributes.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
    }

    /// <summary>In <c>snake_case</c>.</summary>
    public string Name { get; }

    /// <summary><c>string</c>, <c>long</c>, <c>bool</c>, <c>DateTimeOffset</c>, or an enum.</summary>
    public Type Type { get; }

    /// <summary>Whether it is an id in the path, not a value in the query.</summary>
    public bool IsInPath { get; }

    /// <summary>Whether every call must give it.</summary>
    public bool IsRequired { get; }

    /// <summary>The bounds of a number.</summary>
    public Bounds? Bounds { get; }

    /// <summary>The value when absent; null when there is no default.</summary>
    public object? Default { get; }

    /// <summary>One sentence for the OpenAPI document.</summary>
    public string Description { get; }

    private string Noun => Name.Replace("_id", "", StringComparison.Ordinal);

    // Validators check the bounds, except those of ids.
    internal object? Read(HttpContext call)
    {
        if (IsInPath)
        {
            // Malformed ids answer like unknown ones.
            return _parse((string)call.Request.RouteValues[Name]!) is long and > 0 and <= Bounds.MaxSafeInteger and var id
                ? id
                : throw new NotFoundException($"Chat {Noun} not found");
        }
        var values = call.Request.Query[Name];
        if (values.Count > 1)
            throw Invalid("must be given once");
        if (values is not [{ } text])
            return IsRequired ? throw Invalid("must be given") : _whenAbsent;
        if (BrokenText.IsIn(text))
            throw Invalid(BrokenText.Problem);
        return _parse(text) ?? throw Invalid(_mustBe);
    }

    private InvalidRequestException Invalid(string problem) => new(Name, $"{Name} {problem}");

    private static (Func<string, object?> Parse, string MustBe) Reader(Type type)
    {
        if (type == typeof(string))
            return (text => text, "");
        if (type == typeof(long))
            return (text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, "must be a positive integer");
        if (type == typeof(bool))
            return (text => text.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null }, "must be true or false");
        if (type == typeof(DateTimeOffset))
            return (text => Rfc3339.Parse(text), "must be a time of RFC 3339, such as 2026-01-31T18:30:00Z; a + is written %2B");
        var words = Wire.Words(type);
        return (text => words.GetValueOrDefault(text), Wire.MustBeOneOf(type));
    }
}
