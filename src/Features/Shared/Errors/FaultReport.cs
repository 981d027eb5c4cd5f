namespace Chat.Features.Shared.Errors;

/// <summary>What of an exception may be logged: types, the database's code and names, and where it was thrown.</summary>
/// <remarks>Messages may quote what users wrote, the database's and the framework's own ones alike, or the SQL.</remarks>
public static class FaultReport
{
    /// <summary>The exception and its causes, without a word of their messages.</summary>
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
