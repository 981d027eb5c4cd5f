// Marten's QuerySession. See IQuerySession for what is left out.
using System.Data;
using System.Text.Json;
using Npgsql;

namespace Marten;

internal class QuerySession : IQuerySession, IJsonLoader
{
    private static readonly byte[] OpenArray = "["u8.ToArray(), CloseArray = "]"u8.ToArray(), Comma = ","u8.ToArray();

    internal QuerySession(StoreOptions options, string tenantId, IsolationLevel isolationLevel = IsolationLevel.ReadCommitted)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenantId);
        Options = options;
        TenantId = tenantId;
        Connection = new SessionConnection(options, tenantId, isolationLevel);
    }

    public string TenantId { get; }

    public IJsonLoader Json => this;

    internal StoreOptions Options { get; }

    private protected SessionConnection Connection { get; }

    public Task<T?> LoadAsync<T>(long id, CancellationToken token = default) where T : notnull => LoadDocumentAsync<T>(id, token);

    public Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull => LoadDocumentAsync<T>(id, token);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T>('?', sql, token, parameters);

    public Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters)
    {
        var isDocument = Options.IsDocument(typeof(T));
        // Marten takes what does not start as a whole select for the rest of one over the document's table.
        var text = isDocument && !sql.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase)
            ? $"select d.data from {Options.MappingFor(typeof(T)).QualifiedTableName} as d {sql}"
            : sql;
        return Connection.ReadAsync(Command(Parameter.ToPositional(placeholder, text), parameters), async (reader, cancellation) =>
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(isDocument
                    ? JsonSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(0), Options.Json)!
                    : reader.GetFieldValue<T>(0));
            }
            return (IReadOnlyList<T>)rows;
        }, token);
    }

    public Task<int> StreamJson<T>(Stream destination, CancellationToken token, string sql, params object[] parameters) =>
        Connection.ReadAsync(Command(Parameter.ToPositional('?', sql), parameters), async (reader, cancellation) =>
        {
            await destination.WriteAsync(OpenArray, cancellation);
            var rows = 0;
            while (await reader.ReadAsync(cancellation))
            {
                if (rows++ > 0)
                    await destination.WriteAsync(Comma, cancellation);
                await CopyAsync(reader, destination, cancellation);
            }
            await destination.WriteAsync(CloseArray, cancellation);
            return rows;
        }, token);

    public Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken token = new()) => Connection.ExecuteAsync(command, token);

    public Task<long> NextSequenceValueAsLong(string sequenceName, CancellationToken token) =>
        Connection.ReadAsync(Command("select nextval($1::text::regclass)", [sequenceName]), async (reader, cancellation) =>
        {
            await reader.ReadAsync(cancellation);
            return reader.GetInt64(0);
        }, token);

    public Task<string?> FindByIdAsync<T>(string id, CancellationToken token = default) where T : class =>
        Connection.ReadAsync(LoadCommand<T>(id), async (reader, cancellation) =>
            await reader.ReadAsync(cancellation) ? reader.GetString(0) : null, token);

    public Task<bool> StreamById<T>(long id, Stream destination, CancellationToken token = default) where T : class =>
        StreamDocumentAsync<T>(id, destination, token);

    public Task<bool> StreamById<T>(string id, Stream destination, CancellationToken token = default) where T : class =>
        StreamDocumentAsync<T>(id, destination, token);

    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();

    internal virtual Task<T?> LoadDocumentAsync<T>(object id, CancellationToken token) where T : notnull
    {
        var mapping = Mapping<T>();
        return Connection.ReadAsync(LoadCommand<T>(id), async (reader, cancellation) =>
            await reader.ReadAsync(cancellation) ? mapping.Read(reader, 0) : default, token);
    }

    private protected DocumentMapping<T> Mapping<T>() where T : notnull => (DocumentMapping<T>)Options.MappingFor(typeof(T));

    private protected static NpgsqlBatchCommand Command(string sql, object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters)
            command.Parameters.Add(Parameter.For(value));
        return command;
    }

    private NpgsqlBatchCommand LoadCommand<T>(object id) where T : notnull => Command(Mapping<T>().Sql.Load, [TenantId, id]);

    private Task<bool> StreamDocumentAsync<T>(object id, Stream destination, CancellationToken token) where T : notnull =>
        Connection.ReadAsync(LoadCommand<T>(id), async (reader, cancellation) =>
        {
            if (!await reader.ReadAsync(cancellation))
                return false;
            await CopyAsync(reader, destination, cancellation);
            return true;
        }, token);

    private static async Task CopyAsync(NpgsqlDataReader reader, Stream destination, CancellationToken token)
    {
        // The binary form of jsonb is its version, one byte of value 1, and the text; text and json have no such byte.
        await using var json = await reader.GetStreamAsync(0, token);
        var first = new byte[1];
        if (await json.ReadAsync(first, token) == 1 && first[0] != 1)
            await destination.WriteAsync(first, token);
        await json.CopyToAsync(destination, token);
    }
}
