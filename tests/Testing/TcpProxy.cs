using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chat.Testing;

/// <summary>A proxy between a client and a server that breaks connections.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> _open = new();
    private readonly (string Host, int Port) _server;
    private readonly Func<bool, int, int?>? _cut;
    private readonly Task _accepting;

    /// <param name="host">The server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cut">For bytes under way, of an answer or not, and their number: how many of them still arrive before the connection breaks; null when it does not.</param>
    public TcpProxy(string host, int port, Func<bool, int, int?>? cut = null)
    {
        (_server, _cut) = ((host, port), cut);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>While true, nothing from the server arrives at the client.</summary>
    public bool IsMute { get; set; }

    /// <summary>Breaks all open connections; new ones work.</summary>
    public void CutAll()
    {
        foreach (var (client, server) in _open)
            Break(client, server);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        CutAll();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
                pumps.Add(ServeAsync(await _listener.AcceptSocketAsync()));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        (client.NoDelay, server.NoDelay) = (true, true);
        _open.TryAdd(client, server);
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(PumpAsync(client, server, isAnswer: false), PumpAsync(server, client, isAnswer: true));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The server is down, or the connection broke before.
        }
        Break(client, server);
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                if (isAnswer && IsMute)
                    continue;
                var arriving = _cut?.Invoke(isAnswer, count);
                await to.SendAsync(buffer.AsMemory(0, arriving ?? count));
                if (arriving is not null)
                    return;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Broken from either side.
        }
    }

    private void Break(Socket client, Socket server)
    {
        _open.TryRemove(client, out _);
        client.Dispose();
        server.Dispose();
    }
}
