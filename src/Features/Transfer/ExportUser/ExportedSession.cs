namespace Chat.Features.Transfer.ExportUser;

/// <summary>A session to be exported: its line, and how many messages follow.</summary>
internal sealed record ExportedSession(long Id, long MessageCount, string Line)
{
    internal static ExportedSession Of(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetString(2));
}
