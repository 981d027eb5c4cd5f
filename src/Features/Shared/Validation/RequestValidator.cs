using System.Linq.Expressions;

namespace Chat.Features.Shared.Validation;

/// <summary>Validates each member: bounds, metadata, presence. Slices derive from it for rules over several members.</summary>
internal class RequestValidator<T> : AbstractValidator<T>
{
    public RequestValidator(IOptions<ChatOptions> options)
    {
        // Errors are in the order of the constructor.
        var members = typeof(T).GetProperties().OrderBy(property => Bounds.ParameterOf(property)?.Position ?? int.MaxValue)
            .Select(property => new Member(property, options.Value)).Where(member => member.HasRules).ToArray();
        RuleFor(request => request).Custom((request, context) =>
        {
            foreach (var member in members)
            {
                foreach (var problem in member.Problems(request))
                    context.AddFailure(new ValidationFailure(member.Name, $"{member.Name} {problem}"));
            }
        });
    }

    private sealed class Member(PropertyInfo property, ChatOptions options)
    {
        private readonly Func<T, object?> _value = Getter(property);
        private readonly Bounds? _bounds = Bounds.Of(property, options);
        private readonly bool _mustBeGiven = Bounds.ParameterOf(property) is { HasDefaultValue: false };

        public bool HasRules => _bounds is not null || _mustBeGiven || property.PropertyType == typeof(JsonElement?);

        public string Name { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

        public IEnumerable<string> Problems(T request)
        {
            var value = _value(request);
            if (_mustBeGiven && (value is null || value.Equals(default(DateTimeOffset))))
                yield return "must be given";
            if (value is JsonElement metadata && MetadataRules.Problem(metadata) is { } problem)
                yield return problem;
            if (_bounds is not var (least, most))
                yield break;
            if (value is long number && (number < least || number > most))
                yield return $"must be from {least} to {most}";
            if (value is string text && string.IsNullOrWhiteSpace(text))
                yield return "must hold more than white space";
            if (value is string words && !CodePoints.AtMost(words, (int)most))
                yield return $"must have at most {most} characters";
            if (value is System.Collections.ICollection items && (items.Count < least || items.Count > most))
                yield return $"must hold {least} to {most} {Name}";
        }

        private static Func<T, object?> Getter(PropertyInfo property)
        {
            var request = Expression.Parameter(typeof(T));
            return Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(request, property), typeof(object)), request).Compile();
        }
    }
}
