using System.Text.RegularExpressions;

namespace Features.Tests.Support;

/// <summary>Checks that no answer tells of the implementation.</summary>
internal static partial class Leaks
{
    private static readonly string[] Words =
    [
        "Exception", "Npgsql", "Postgres", "System.", "Microsoft.", "Chat.", "FluentValidation", "MediatR", "Marten", "Kestrel", "JsonElement",
        "Int64", "Nullable", "select ", "insert ", "update mt", "mt_", "tenant_id", "Host=", "Password", "Username", ".cs:line",
    ];

    /// <summary>Fails on a 500, or on an answer that names a type, a table or a stack frame.</summary>
    public static void ShouldTellNothing(this ApiAnswer answer)
    {
        answer.StatusCode.ShouldBeInRange(200, 499, answer.Body);
        foreach (var word in Words)
            answer.Body.ShouldNotContain(word, Case.Sensitive);
        StackFrame().IsMatch(answer.Body).ShouldBeFalse(answer.Body);
        answer.Headers.Server.ShouldBeEmpty();
    }

    [GeneratedRegex(@"(^|\s|n)at [A-Za-z_]+\.[A-Za-z_.<>]+\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StackFrame();
}
