using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Service;

/// <summary>
/// Stands between the host and Postgres and counts: statements, and round trips, which are the times that something is sent
/// after something was answered. So it sees what really crosses the wire, whatever library sends it.
/// </summary>
internal sealed class WireCounter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private long _statements;
    private long _roundTrips;

    public WireCounter(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public long Statements => Interlocked.Read(ref _statements);

    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, ended.Token);
            var wasAnswered = true;
            var scanner = new StatementScanner();
            await Task.WhenAll(
                PumpAsync(client, server, Sent, ended),
                PumpAsync(server, client, _ => Volatile.Write(ref wasAnswered, true), ended));

            void Sent(ReadOnlySpan<byte> bytes)
            {
                if (Volatile.Read(ref wasAnswered))
                    Interlocked.Increment(ref _roundTrips);
                Volatile.Write(ref wasAnswered, false);
                Interlocked.Add(ref _statements, scanner.Count(bytes));
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, SpanAction see, CancellationTokenSource ended)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ended.Token) is > 0 and var length)
            {
                see(buffer.AsSpan(0, length));
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), ended.Token);
            }
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException)
        {
            // One side has gone, so the other goes as well.
        }
        await ended.CancelAsync();
    }

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);
}
