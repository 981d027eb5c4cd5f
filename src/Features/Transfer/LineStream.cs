using System.IO.Pipelines;

namespace Chat.Features.Transfer;

/// <summary>Writes lines of JSON in constant memory: it waits for a slow reader, up to a time.</summary>
internal sealed class LineStream(PipeWriter output, TimeSpan patience)
{
    internal const string MediaType = "application/x-ndjson";

    private const int MostUnflushed = 64 * 1024;

    private int _unflushed;

    internal void Write<T>(T line)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(line, (JsonTypeInfo<T>)ChatJson.Options.GetTypeInfo(typeof(T)));
        output.Write(json);
        End(json.Length);
    }

    internal void WriteText(string line) => End((int)Encoding.UTF8.GetBytes(line, output));

    /// <summary>Writes a column of text as a line.</summary>
    internal ValueTask WriteAsync(NpgsqlDataReader row, int column, CancellationToken token)
    {
        End(Copy(row, column));
        return _unflushed < MostUnflushed ? ValueTask.CompletedTask : FlushAsync(token);
    }

    /// <exception cref="TimeoutException">The reader takes nothing.</exception>
    /// <exception cref="OperationCanceledException">The reader has gone.</exception>
    internal async ValueTask FlushAsync(CancellationToken token)
    {
        _unflushed = 0;
        if ((await output.FlushAsync(token).AsTask().WaitAsync(patience, token)).IsCompleted)
            throw new OperationCanceledException("The reader has gone.");
    }

    // The row is in memory, so the reads do not block.
    private int Copy(NpgsqlDataReader row, int column)
    {
        using var text = row.GetStream(column);
        var length = 0;
        for (int count; (count = text.Read(output.GetSpan())) > 0; length += count)
            output.Advance(count);
        return length;
    }

    private void End(int length)
    {
        output.Write("\n"u8);
        _unflushed += length + 1;
    }
}
