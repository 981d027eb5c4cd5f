namespace Chat.Features.Shared.Validation;

internal static class TextRules
{
    internal static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int limit) =>
        rule.Must(text => text is null || CodePoints.AtMost(text, limit)).WithMessage(TooLong("{PropertyName}", limit));

    internal static string TooLong(string name, int limit) => $"{name} must have at most {limit} characters";
}
