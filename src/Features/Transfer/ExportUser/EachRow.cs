using System.Data.Common;

namespace Chat.Features.Transfer.ExportUser;

/// <summary>SQL in a Marten batch whose rows are handled as they come, so that many take constant memory.</summary>
internal sealed class EachRow(string sql, object[] parameters, Func<NpgsqlDataReader, CancellationToken, ValueTask> handle) : IQueryHandler<bool>
{
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session) =>
        new RowsQuery<bool>(sql, parameters, _ => true).ConfigureCommand(builder, session);

    public async Task<bool> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
    {
        while (await reader.ReadAsync(token))
            await handle((NpgsqlDataReader)reader, token);
        return true;
    }

    public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
}
