namespace Chat.Features.Shared.Errors;

/// <summary>A request that cannot be read: 400 with <c>errors</c>. Found while binding, before any validator runs.</summary>
/// <param name="field">The field or parameter in <c>snake_case</c>; <c>body</c> when the body as a whole is meant.</param>
/// <param name="problem">One readable sentence for the client; never a type name.</param>
public sealed class InvalidRequestException(string field, string problem) : Exception(problem)
{
    /// <summary>The field or parameter in <c>snake_case</c>.</summary>
    public string Field { get; } = field;
}
