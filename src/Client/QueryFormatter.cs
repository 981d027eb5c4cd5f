using System.Globalization;
using System.Reflection;

namespace Chat.Client;

/// <summary>Writes values as the service reads them: <c>true</c>, and times in RFC 3339.</summary>
internal sealed class QueryFormatter : DefaultUrlParameterFormatter
{
    public override string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        _ => base.Format(value, attributeProvider, type),
    };
}
