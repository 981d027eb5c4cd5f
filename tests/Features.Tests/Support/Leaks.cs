using System.Text.RegularExpressions;

namespace Features.Tests.Support;

/// <summary>What no answer may tell: how the service is made.</summary>
internal static partial class Leaks
{
    private static readonly string[] Words =
    [
        "Exception", "Npgsql", "Postgres", "System.", "Microsoft.", "Chat.", "FluentValidation", "MediatR", "Marten", "Kestrel", "JsonElement",
        "Int64", "Nullable", "select ", "insert ", "update mt", "mt_", "tenant_id", "Host=", "Password", "Username", ".cs:line",
    ];

    /// <summary>An error of the client's, told without a word about our inside.</summary>
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
