using System.Text.Json;

namespace Chat.Features.Shared.Json;

/// <summary>The rows of one query as the database wrote them: the first, which says something about the rest, and the rest as a JSON array.</summary>
public sealed class JsonRows : IDisposable
{
    private static readonly byte[] NoItems = "[]"u8.ToArray();

    private readonly JsonBuffer _buffer;

    private JsonRows(JsonBuffer buffer)
    {
        _buffer = buffer;
        var written = buffer.Written;
        var reader = new Utf8JsonReader(written.Span);
        reader.Read();
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        Head = written[start..end];

        var comma = written.Span[end..].IndexOf((byte)',');
        if (comma < 0)
        {
            Items = NoItems;
            return;
        }
        // The comma behind the head becomes the bracket that opens the array of the rest: no copy.
        written.Span[end + comma] = (byte)'[';
        Items = written[(end + comma)..];
    }

    /// <summary>The first row.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The other rows: a JSON array.</summary>
    public ReadOnlyMemory<byte> Items { get; }

    /// <summary>Runs a query that selects one column <c>data</c> of jsonb, its first row the head. Null when it selects no row.</summary>
    public static async Task<JsonRows?> ReadAsync<T>(IQuerySession storage, string sql, CancellationToken token, params object[] parameters)
        where T : notnull
    {
        var buffer = new JsonBuffer();
        try
        {
            if (await storage.StreamJson<T>(buffer, token, sql, parameters) > 0)
                return new JsonRows(buffer);
        }
        catch
        {
            await buffer.DisposeAsync();
            throw;
        }
        await buffer.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
