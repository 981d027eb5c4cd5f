using System.Data.Common;

namespace Chat.Features.Shared.Storage;

/// <summary>SQL with a <c>?</c> for each parameter in a Marten batch.</summary>
internal sealed class RowsQuery<T>(string sql, object[] parameters, Func<NpgsqlDataReader, T> read) : IQueryHandler<IReadOnlyList<T>>
{
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var slots = builder.AppendWithParameters(sql);
        for (var i = 0; i < slots.Length; i++)
        {
            // Marten's builder types every parameter as text; Npgsql infers the type of a value.
            slots[i].ResetDbType();
            slots[i].Value = parameters[i];
        }
    }

    public async Task<IReadOnlyList<T>> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(token))
            rows.Add(read((NpgsqlDataReader)reader));
        return rows;
    }

    public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
}
