using System.Data.Common;

namespace Chat.Features.Shared.Storage;

/// <summary>A query of our own SQL in a batch of the store, for what its documents and LINQ have no form.</summary>
/// <param name="sql">With a <c>?</c> for each parameter.</param>
/// <param name="parameters">The parameters, in order.</param>
/// <typeparam name="T">What is made of the rows.</typeparam>
internal abstract class SqlQuery<T>(string sql, object[] parameters) : IQueryHandler<T>
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

    public Task<T> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token) => ReadAsync((NpgsqlDataReader)reader, token);

    public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();

    protected abstract Task<T> ReadAsync(NpgsqlDataReader reader, CancellationToken token);
}
