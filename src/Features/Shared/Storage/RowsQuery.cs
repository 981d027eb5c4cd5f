using System.Data.Common;

namespace Chat.Features.Shared.Storage;

/// <summary>A query of our own SQL in a batch of the store.</summary>
/// <param name="sql">With a <c>?</c> for each parameter.</param>
/// <param name="parameters">The parameters, in order.</param>
/// <param name="read">Makes something of a row.</param>
internal sealed class RowsQuery<T>(string sql, object[] parameters, Func<NpgsqlDataReader, T> read) : IQueryHandler<IReadOnlyList<T>>
{
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var slots = builder.AppendWithParameters(sql);
        for (var i = 0; i < slots.Length; i++)
        {
            // The store's builder types every slot as text; the driver knows the type of a value.
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
