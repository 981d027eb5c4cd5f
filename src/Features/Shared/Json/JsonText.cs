namespace Chat.Features.Shared.Json;

/// <summary>JSON from the database, in pooled memory.</summary>
public sealed class JsonText : IDisposable
{
    private readonly JsonBuffer _buffer = new();

    private JsonText()
    {
    }

    internal static JsonText NoItems
    {
        get
        {
            var json = new JsonText();
            json._buffer.Write("[]"u8);
            return json;
        }
    }

    internal ReadOnlyMemory<byte> Bytes => _buffer.Written;

    // The row is in memory, so the reads do not block.
    internal static JsonText Of(NpgsqlDataReader row, int column)
    {
        var json = new JsonText();
        using var text = row.GetStream(column);
        while (text.Read(json._buffer.GetSpan()) is var count and > 0)
            json._buffer.Advance(count);
        return json;
    }

    public void Dispose() => _buffer.Dispose();
}
