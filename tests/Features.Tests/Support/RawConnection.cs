using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Features.Tests.Support;

/// <summary>A TCP connection for any bytes.</summary>
internal sealed partial class RawConnection : IAsyncDisposable
{
    // Reached only by a failure.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Small buffers, so that the server notices a client that does not read.
    private readonly TcpClient _tcp = new() { ReceiveBufferSize = 4096 };
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private NetworkStream? _stream;

    private RawConnection() => _end.CancelAfter(Patience);

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(address.Host, address.Port, connection._end.Token);
        connection._stream = connection._tcp.GetStream();
        return connection;
    }

    /// <summary>Sends lines unchanged, each ended with CR and LF.</summary>
    public Task SendLinesAsync(params string[] lines) => SendAsync(string.Concat(lines.Select(line => line + "\r\n")));

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendAllAsync(bytes);
        }
        catch (IOException)
        {
            // Refused before everything was sent: the answer counts.
        }
    }

    /// <summary>Fails unless everything could be sent.</summary>
    public async Task SendAllAsync(ReadOnlyMemory<byte> bytes) => await _stream!.WriteAsync(bytes, _end.Token);

    /// <summary>Ends the sending side.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads the next response: status line, headers and body.</summary>
    public async Task<string> ReadAsync()
    {
        var answer = new StringBuilder();
        while (!IsWhole(answer.ToString()) && await ReadSomeAsync() is { Length: > 0 } part)
            answer.Append(part);
        return answer.ToString();
    }

    /// <summary>Reads until the other side has closed the connection.</summary>
    public async Task EndsAsync() => await ReadAllAsync();

    /// <summary>Reads everything until the other side has closed the connection.</summary>
    public async Task<string> ReadAllAsync()
    {
        var all = new StringBuilder();
        while (await ReadSomeAsync() is { Length: > 0 } part)
            all.Append(part);
        return all.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _end.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads what has come; empty at the end.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await _stream!.ReadAsync(buffer, _end.Token));
        }
        catch (IOException)
        {
            return ""; // Reset, which is an end as well.
        }
    }

    private static bool IsWhole(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head >= 0 && Length().Match(answer) is { Success: true } length)
            return answer.Length - head - 4 >= int.Parse(length.Groups["bytes"].Value, CultureInfo.InvariantCulture);
        return head >= 0 && answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"content-length: (?<bytes>\d+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Length();
}
