namespace Chat.Features.Shared.Errors;

/// <summary>Describes an exception for logs: types, SQL state, names of tables and the like, stack traces.</summary>
/// <remarks>Without messages, which may quote users' texts or SQL.</remarks>
public static class FaultReport
{
    /// <summary>The exception and its inner exceptions.</summary>
    public static string Of(Exception exception)
    {
        var report = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            report.Append(report.Length == 0 ? "" : "\n caused by ").Append(cause.GetType());
            if (cause is PostgresException refused)
                report.Append($" ({string.Join(", ", Names(refused))})");
            if (cause.StackTrace is { } stack)
                report.Append('\n').Append(stack);
        }
        return report.ToString();
    }

    private static IEnumerable<string?> Names(PostgresException refused) =>
        new[] { refused.SqlState, refused.TableName, refused.ColumnName, refused.ConstraintName, refused.Routine }.Where(name => name is not null);
}
