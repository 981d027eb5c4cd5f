using System.Reflection;
using Chat.Features.Shared.Validation;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Host.Mcp;

/// <summary>The arguments that a record can't tell are missing, since their type has no null; and ids.</summary>
internal sealed class ArgumentList
{
    private readonly (string Name, bool IsId)[] _required;

    private ArgumentList((string, bool)[] required) => _required = required;

    public static ArgumentList Of<T>() => new([.. typeof(T).GetConstructors().Single().GetParameters()
        .Where(parameter => parameter.ParameterType.IsValueType && !parameter.HasDefaultValue)
        .Select(parameter => (JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!), parameter.IsDefined(typeof(FromRouteAttribute))))]);

    /// <exception cref="InvalidRequestException">An argument is missing.</exception>
    /// <exception cref="NotFoundException">No session has such an id.</exception>
    public void Check(IDictionary<string, JsonElement> arguments)
    {
        foreach (var (name, isId) in _required)
        {
            if (!arguments.TryGetValue(name, out var value))
                throw new InvalidRequestException(name, $"{name} must be given");
            if (isId && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) && id is <= 0 or > Bounds.MaxSafeInteger)
                throw new NotFoundException("Chat session not found");
        }
    }
}
