namespace Chat.Features.Shared.Errors;

/// <summary>Binding failed: 400 with <c>errors</c>. The problem is one sentence for the client.</summary>
public sealed class InvalidRequestException(string field, string problem) : Exception(problem)
{
    /// <summary>The field or parameter in <c>snake_case</c>, the header by its name, or <c>body</c> for the whole body.</summary>
    public string Field { get; } = field;
}
